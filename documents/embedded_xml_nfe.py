"""NF-e 4.00 (MOC 7.0): the nota fiscal itself, of which a DANFE is only the print."""

from xml.etree.ElementTree import Element

from documents.embedded_xml_tree import Row, every, figure, first, local_name, text, told

NFE = ("nfeProc", "NFe")
"""Roots: with its authorisation, and without."""
_SUMS = {
    "icms_base": "vBC",
    "icms_amount": "vICMS",
    "icms_st_base": "vBCST",
    "icms_st_amount": "vST",
    "net_amount": "vProd",
    "freight": "vFrete",
    "insurance": "vSeg",
    "discount": "vDesc",
    "import_tax_amount": "vII",
    "ipi_amount": "vIPI",
    "other_expenses": "vOutro",
    "total_amount": "vNF",
}


def nfe(root: Element) -> tuple[str, str, Row, list[Row]]:
    """Return dialect, kind, fields and lines."""
    note = first(root, "infNFe") if local_name(root) == "NFe" else first(root, "NFe/infNFe")
    if note is None:
        return "nfe", "danfe", {}, []
    fields = _header(note) | {"protocol": text(root, "protNFe/infProt/nProt")}
    return "nfe", "danfe", told(fields), [_line(item) for item in every(note, "det")]


def _header(note: Element) -> Row:
    sums = {name: figure(note, f"total/ICMSTot/{tag}") for name, tag in _SUMS.items()}
    return {
        "access_key": note.get("Id", "").removeprefix("NFe"),
        "invoice_number": text(note, "ide/nNF"),
        "series": text(note, "ide/serie"),
        "model": text(note, "ide/mod"),
        "operation": text(note, "ide/natOp"),
        "issue_date": text(note, "ide/dhEmi", "ide/dEmi")[:10],
        "exit_date": text(note, "ide/dhSaiEnt", "ide/dSaiEnt")[:10],
        "currency": "BRL",
        "seller_name": text(note, "emit/xNome"),
        "seller_cnpj": text(note, "emit/CNPJ"),
        "buyer_name": text(note, "dest/xNome"),
        "buyer_cnpj": text(note, "dest/CNPJ"),
        "carrier_name": text(note, "transp/transporta/xNome"),
        "packages": figure(note, "transp/vol/qVol"),
        "package_kind": text(note, "transp/vol/esp"),
        "gross_weight_kg": figure(note, "transp/vol/pesoB"),
        "net_weight_kg": figure(note, "transp/vol/pesoL"),
        # What is nought is not printed by all, and says nothing.
        **{name: value for name, value in sums.items() if value.strip("0.")},
    }


def _line(item: Element) -> Row:
    return told(
        {
            "item_code": text(item, "prod/cProd"),
            "description": text(item, "prod/xProd"),
            "ncm": text(item, "prod/NCM"),
            "cfop": text(item, "prod/CFOP"),
            "unit": text(item, "prod/uCom"),
            "quantity": figure(item, "prod/qCom"),
            "unit_price": figure(item, "prod/vUnCom"),
            "amount": figure(item, "prod/vProd"),
        }
    )
