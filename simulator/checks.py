"""What a header, an item and a whole declaration must hold before they are taken."""

from collections.abc import Iterable
from typing import Any

from simulator import bond
from simulator.answers import Problem
from simulator.lines import is_special
from simulator.money import decimal
from simulator.numbers import is_duimp_number
from simulator.store import Body, Store

_COVER = (
    "identificacao.importador.tipoImportador",
    "identificacao.importador.ni",
    "carga.unidadeDeclarada.codigo",
    "documentos.documentosInstrucao",
)
_ITEM = (
    "produto.codigo",
    "produto.versao",
    "produto.niResponsavel",
    "caracterizacaoImportacao.indicador",
    "indicadorExportadorFabricante.codigo",
    "exportador.codigo",
    "indicadorCompradorVendedor.codigo",
    "mercadoria.tipoAplicacao.codigo",
    "mercadoria.condicao",
    "mercadoria.unidadeComercial",
    "mercadoria.quantidadeComercial",
    "mercadoria.quantidadeMedidaEstatistica",
    "mercadoria.pesoLiquido",
    "mercadoria.moedaNegociada.codigo",
    "mercadoria.valorUnitarioMoedaNegociada",
    "condicaoVenda.metodoValoracao.codigo",
    "condicaoVenda.incoterm.codigo",
    "dadosCambiais.coberturaCambial.codigo",
)
_NUMBERS = (
    "mercadoria.quantidadeComercial",
    "mercadoria.quantidadeMedidaEstatistica",
    "mercadoria.pesoLiquido",
    "mercadoria.valorUnitarioMoedaNegociada",
)
_CE_DIGITS = 15


def cover_problems(cover: Any) -> list[Problem]:
    """Say what is missing in a header, field by field."""
    if not isinstance(cover, dict):
        return [Problem("DIMP-ER8001", "capa", "O corpo deve ser a capa da Duimp.")]
    return _missing(cover, _COVER)


def item_problems(item: Body) -> list[Problem]:
    """Say what is missing or no positive number in one item."""
    missing = _missing(item, _ITEM)
    gone = {problem.field for problem in missing}
    wrong = (name for name in _NUMBERS if name not in gone and not _is_positive(_at(item, name)))
    return missing + [Problem("SIM-ER0101", name, f"{name}: número inválido.") for name in wrong]


def declaration_problems(store: Store, body: Body) -> list[Problem]:
    """Say what stops a complete draft: its cargo, its links, the stock that it draws."""
    found = [] if body["items"] else [Problem("DIMP-ER8001", "itens", "A Duimp não tem itens.")]
    if is_special(body):
        found += _special_problems(body["cover"]["carga"])
    else:
        found += _cargo_problems(body["cover"]["carga"])
    found += _link_problems(body["items"].values())
    return found + bond.problems(store, body)


def _special_problems(cargo: Body) -> list[Problem]:
    return [
        Problem("SIM-ER0102", f"carga.{name}", f"carga.{name}: não cabe em situação especial.")
        for name in ("identificacao", "frete", "seguro")
        if cargo.get(name) is not None
    ]


def _cargo_problems(cargo: Body) -> list[Problem]:
    missing = _missing({"carga": cargo}, ("carga.tipoIdentificacaoCarga", "carga.identificacao"))
    number = str(cargo.get("identificacao") or "")
    is_ce = cargo.get("tipoIdentificacaoCarga") == "CE"
    if is_ce and number and not (number.isdigit() and len(number) == _CE_DIGITS):
        text = f"CE Mercante {number!r}: são {_CE_DIGITS} dígitos."
        missing.append(Problem("SIM-ER0103", "carga.identificacao", text))
    return missing


def _link_problems(items: Iterable[Body]) -> list[Problem]:
    linked = (link for item in items for link in item.get("declaracoesVinculadas") or [])
    numbers = (str(link.get("numero")) for link in linked if link.get("tipo") == "DUIMP")
    return [
        Problem("DIMP-ER0004", "declaracoesVinculadas.numero", f"{number}: número inválido.")
        for number in numbers
        if not is_duimp_number(number)
    ]


def _missing(body: Body, names: Iterable[str]) -> list[Problem]:
    return [
        Problem("DIMP-ER8001", name, f"{name}: campo obrigatório não informado.")
        for name in names
        if _at(body, name) in (None, "")
    ]


def _at(body: Any, name: str) -> Any:
    for key in name.split("."):
        body = body.get(key) if isinstance(body, dict) else None
    return body


def _is_positive(value: Any) -> bool:
    try:
        return decimal(value) > 0
    except ValueError:
        return False
