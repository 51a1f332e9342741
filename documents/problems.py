"""Why a file could not be read, said to the person who must do something about it."""

from pathlib import Path

from customs.papers import PaperProblem

MOST_BYTES = 30 * 1024 * 1024
"""The largest file that is opened."""
MOST_PAGES = 500
"""The longest document that is read."""

_TEXTS = {
    "not_a_pdf": (
        "O arquivo “{file}” não é um PDF.",
        "Envie o documento em PDF, de preferência o original gerado pelo sistema do emitente.",
    ),
    "encrypted": (
        "O arquivo “{file}” está protegido por senha.",
        "Peça ao emitente uma cópia sem senha, ou salve uma cópia sem proteção e envie de novo.",
    ),
    "empty": (
        "O arquivo “{file}” está vazio: não há página com conteúdo.",
        "Confira o arquivo com quem o enviou e mande de novo.",
    ),
    "scanned": (
        "O arquivo “{file}” é uma imagem digitalizada, e nela não se leu texto{detail}.",
        "Peça o PDF original ao emitente; se não houver, digite os campos a partir da imagem.",
    ),
    "pages_unread": (
        "Do arquivo “{file}” não se leram as páginas {which}: são imagens{detail}.",
        "Confira essas páginas na imagem e digite o que faltar, ou peça o PDF original.",
    ),
    "too_long": (
        "O arquivo “{file}” tem {pages} páginas; o limite é de {most_pages}.",
        "Separe do arquivo as páginas do documento e envie somente elas.",
    ),
    "too_large": (
        "O arquivo “{file}” tem {megabytes} MB; o limite é de {most_megabytes} MB.",
        "Envie uma versão menor, sem imagens em alta resolução.",
    ),
    "damaged": (
        "O arquivo “{file}” está danificado ou não pôde ser aberto com segurança{detail}.",
        "Abra o arquivo e salve-o de novo como PDF, ou peça outra cópia ao emitente.",
    ),
    "unreadable": (
        "O arquivo “{file}” não pôde ser aberto neste computador{detail}.",
        "Confira o caminho e a permissão de leitura.",
    ),
    "unknown_kind": (
        "Não foi possível reconhecer que tipo de documento é “{file}”.",
        "Diga o tipo do documento (fatura, romaneio, conhecimento) e envie de novo.",
    ),
}


def problem(
    code: str, file: str, pages: int = 0, size: int = 0, detail: str = "", which: str = ""
) -> PaperProblem:
    """Return the problem ``code`` of a file, with what the person should do."""
    message, advice = _TEXTS[code]
    text = message.format(
        file=Path(file).name,
        pages=pages,
        which=which,
        most_pages=MOST_PAGES,
        megabytes=-(-size // 1048576),
        most_megabytes=MOST_BYTES // 1048576,
        detail=f" ({detail})" if detail else "",
    )
    return PaperProblem(code=code, message=text, advice=advice)
