"""Pre-flight: what customs would refuse, said before anything is filed.

Messages are for the broker who corrects the declaration.
"""

from collections.abc import Iterator

from customs.clearing_right import may_leave
from customs.countries import COUNTRIES
from customs.declarations.declaration import Declaration, DeclarationKind
from customs.duties.charges import reform_is_paid
from customs.duties.incoterms import FREIGHT_INSIDE
from customs.duties.kinds import KINDS
from customs.duties.packs import RulesInForce
from customs.filing import FieldProblem
from customs.identifiers import check_cnpj
from customs.orders import ClearanceOrder
from customs.parties import Modality, Ownership

_CE_DIGITS = 15


def check(
    order: ClearanceOrder, declaration: Declaration, kind: DeclarationKind, rules: RulesInForce
) -> tuple[FieldProblem, ...]:
    """Return what is missing or wrong, in the order of the declaration's fields."""
    return (
        *_declarant(order, declaration),
        *_cargo(declaration, kind, order.transport),
        *_terms(order, declaration),
        *_ownership(order),
        *_goods(declaration, rules),
        *_links(order, kind),
        *_told_of_goods(order, rules),
    )


def _problem(field: str, message: str, code: str) -> FieldProblem:
    return FieldProblem(field=field, message=message, code=code)


def _declarant(order: ClearanceOrder, declaration: Declaration) -> Iterator[FieldProblem]:
    field = "identificacao.importador.ni"
    ni = declaration.cover.identificacao.importador.ni
    if not ni:
        what = f"não há declarante com CNPJ para {order.kind}"
        yield _problem(field, what, "declarant_missing")
        return
    try:
        check_cnpj(ni)
    except ValueError as wrong:
        yield _problem(field, str(wrong), "cnpj_wrong")


def _cargo(
    declaration: Declaration, kind: DeclarationKind, transport: str
) -> Iterator[FieldProblem]:
    if not kind.needs_cargo:
        return
    found = declaration.cover.carga.identificacao
    field = "carga.identificacao"
    if not found:
        name = "CE Mercante" if transport == "sea" else "RUC"
        yield _problem(field, f"falta a identificação da carga ({name})", "cargo_id_missing")
    elif transport == "sea" and not (found.isdigit() and len(found) == _CE_DIGITS):
        what = f"{found!r} não é um CE Mercante: são {_CE_DIGITS} algarismos"
        yield _problem(field, what, "cargo_id_wrong")


def _terms(order: ClearanceOrder, declaration: Declaration) -> Iterator[FieldProblem]:
    if order.incoterm in FREIGHT_INSIDE and any(goods.freight for goods in order.goods):
        yield _problem(
            "condicaoVenda.incoterm.codigo",
            f"o preço em {order.incoterm} já contém o frete, que também foi informado à parte",
            "incoterm_freight",
        )
    if order.modality is Modality.OWN_ACCOUNT:
        return
    for cover in declaration.items:
        if not cover.caracterizacaoImportacao.ni:
            yield _problem(
                f"items[{cover.identificacao.numeroItem}].caracterizacaoImportacao.ni",
                "falta o CNPJ do adquirente ou encomendante",
                "acquirer_missing",
            )


def _ownership(order: ClearanceOrder) -> Iterator[FieldProblem]:
    """Who may take goods out of bond, and with which paper (IN SRF 241/2002 art. 38)."""
    if order.kind != "bonded_consumption":
        return
    if _is_sale_out_of_bond(order):
        held = "invoice" in order.holds
        if "commercial_invoice" not in order.paper_facts and not held:
            yield _problem(
                "documentos.documentosInstrucao",
                "falta a fatura do proprietário estrangeiro ao adquirente: sem a venda a "
                "mercadoria consignada não sai do regime",
                "owner_invoice_missing",
            )
    for objection in may_leave("consumption", order.ownership, order.parties):
        said = f"{objection.message} ({objection.article})"
        yield _problem(objection.field, said, objection.code)


def _is_sale_out_of_bond(order: ClearanceOrder) -> bool:
    return order.kind == "bonded_consumption" and order.ownership is Ownership.CONSIGNED


def _goods(declaration: Declaration, rules: RulesInForce) -> Iterator[FieldProblem]:
    for cover in declaration.items:
        path = f"items[{cover.identificacao.numeroItem}]"
        wrong = rules.ncm_problem(cover.produto.ncm)
        if wrong:
            yield _problem(f"{path}.ncm", wrong, "ncm_not_in_force")
        if cover.mercadoria.pesoLiquido <= 0:
            yield _problem(f"{path}.mercadoria.pesoLiquido", "o peso líquido é zero", "weight_zero")
        if cover.mercadoria.quantidadeComercial <= 0:
            yield _problem(
                f"{path}.mercadoria.quantidadeComercial", "a quantidade é zero", "quantity_zero"
            )


def _links(order: ClearanceOrder, kind: DeclarationKind) -> Iterator[FieldProblem]:
    if kind.needs_cargo:
        return
    for number, goods in enumerate(order.goods, start=1):
        if goods.linked is None:
            yield _problem(
                f"items[{number}].declaracoesVinculadas",
                "falta o item da declaração de admissão de que sai a mercadoria",
                "link_missing",
            )


def _told_of_goods(order: ClearanceOrder, rules: RulesInForce) -> Iterator[FieldProblem]:
    """Origin as a code; once IBS and CBS are paid, how they treat what is released.

    LC 214/2025; papers say no cClassTrib, so while it is mere information nobody is stopped.
    """
    needs_class_trib = KINDS[order.kind].releases and reform_is_paid(rules)
    for number, goods in enumerate(order.goods, start=1):
        if goods.item.origin not in COUNTRIES:
            what = f"{goods.item.origin!r} não é um país: duas letras, como CN (ISO 3166-1)"
            yield _problem(f"items[{number}].origin", what, "origin_unknown")
        if needs_class_trib and goods.item.class_trib is None:
            what = f"falta o cClassTrib: em {rules.day:%d/%m/%Y} o IBS e a CBS são devidos"
            yield _problem(f"items[{number}].class_trib", what, "class_trib_missing")
