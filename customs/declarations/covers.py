"""Header and items of a Duimp, from the order of a clearance."""

from collections.abc import Iterable
from decimal import Decimal

from customs.declarations.declaration import DeclarationKind
from customs.declarations.duimp import (
    CaracterizacaoImportacao,
    Carga,
    Codigo,
    CondicaoVenda,
    DadosCambiais,
    DeclaracaoVinculada,
    Documentos,
    DuimpCover,
    Identificacao,
    Importador,
    ItemCover,
    Mercadoria,
    NumeroItem,
    OperadorEstrangeiro,
    Produto,
    Tributo,
    ValorMoeda,
)
from customs.declarations.instruction import instruction_documents
from customs.orders import ClearanceOrder, DeclaredGoods, LateCharges
from customs.parties import Modality, Party
from customs.reais import reais

FEDERAL = ("II", "IPI", "PIS", "COFINS")
"""The taxes for which an admission asks suspension."""
TRANSACTION_VALUE, LAST_METHOD = "1", "6"
"""Valuation methods: the price of a sale, and reasonable means where there is none."""
WHY_NO_SALE = (
    "Mercadoria consignada, sem venda para exportação ao Brasil: valor aduaneiro pelo "
    "método 6, com base na fatura de consignação (IN RFB 2.090/2022, art. 22)."
)
"""Justification of the last method, in the words of the declaration."""


def declarant(order: ClearanceOrder) -> Party | None:
    """Return who declares this kind of declaration, if anybody was named."""
    return order.parties.declarants.get(order.kind)


def declarant_cnpj(order: ClearanceOrder) -> str:
    """Return the declarant's CNPJ, empty where none is known (the pre-flight says so)."""
    party = declarant(order)
    return (party.cnpj if party else None) or ""


def valuation_method(order: ClearanceOrder, kind: DeclarationKind) -> str:
    """Return the valuation method: that of a sale, unless there was none."""
    return LAST_METHOD if order.ownership in kind.without_sale else TRANSACTION_VALUE


def cover(order: ClearanceOrder, kind: DeclarationKind) -> DuimpCover:
    """Return the header; our reference stands at the head of the free text."""
    said = [order.our_reference]
    if valuation_method(order, kind) != TRANSACTION_VALUE:
        said.append(WHY_NO_SALE)
    if order.late is not None:
        said.append(_why_late(order.late))
    return DuimpCover(
        identificacao=Identificacao(
            importador=Importador(ni=declarant_cnpj(order)),
            informacaoComplementar="\n".join(said),
        ),
        carga=_cargo(order, kind),
        documentos=Documentos(documentosInstrucao=instruction_documents(order.paper_facts)),
    )


def _why_late(late: LateCharges) -> str:
    return (
        f"Saída após o vencimento do regime em {late.expired_on:%d/%m/%Y} (RA, art. 311): sobre "
        f"tributos de {reais(late.taxes)}, juros de {reais(late.interest)} e multa de "
        f"{reais(late.fine)}, contados de {late.due_on:%d/%m/%Y} a {late.counted_on:%d/%m/%Y}."
    )


def item_covers(order: ClearanceOrder, kind: DeclarationKind) -> tuple[ItemCover, ...]:
    """Return the items, numbered from 1 in the order of the goods."""
    return tuple(
        _item(order, kind, number, goods) for number, goods in enumerate(order.goods, start=1)
    )


def _cargo(order: ClearanceOrder, kind: DeclarationKind) -> Carga:
    unit = Codigo(codigo=order.warehouse.unit)
    if not kind.needs_cargo:
        return Carga(unidadeDeclarada=unit, motivoSituacaoEspecial=kind.special_reason)
    at_sea = order.transport == "sea"
    return Carga(
        tipoIdentificacaoCarga="CE" if at_sea else "RUC",
        identificacao=order.cargo_id,
        unidadeDeclarada=unit,
        frete=_sum((g.freight, g.freight_currency) for g in order.goods),
        seguro=_sum((g.insurance, g.insurance_currency) for g in order.goods),
        paisProcedencia=None if at_sea else Codigo(codigo=order.parties.exporter.country),
    )


def _sum(charges: Iterable[tuple[Decimal, str]]) -> ValorMoeda:
    told = list(charges)
    return ValorMoeda(
        codigoMoedaNegociada=told[0][1] if told else "USD",
        valorMoedaNegociada=sum((amount for amount, _ in told), Decimal(0)),
    )


def _item(
    order: ClearanceOrder, kind: DeclarationKind, number: int, goods: DeclaredGoods
) -> ItemCover:
    parties, root = order.parties, declarant_cnpj(order)[:8]
    alike = parties.exporter.name == parties.manufacturer.name
    same = "EXPORTADOR_IGUAL_FABRICANTE" if alike else "EXPORTADOR_DIFERENTE_FABRICANTE"
    covered = "SEM_COBERTURA" if order.ownership in kind.without_cover else "ATE_180_DIAS"
    return ItemCover(
        identificacao=NumeroItem(numeroItem=number),
        produto=Produto(
            codigo=goods.item.product_code or goods.item.id,
            niResponsavel=root,
            ncm=goods.item.ncm,
        ),
        caracterizacaoImportacao=_for_whom(order),
        indicadorExportadorFabricante=Codigo(codigo=same),
        fabricante=_abroad(parties.manufacturer, root),
        exportador=_abroad(parties.exporter, root),
        indicadorCompradorVendedor=Codigo(codigo="NAO_HA_VINCULACAO"),
        mercadoria=_goods(goods),
        condicaoVenda=CondicaoVenda(
            metodoValoracao=Codigo(codigo=valuation_method(order, kind)),
            incoterm=Codigo(codigo=order.incoterm),
        ),
        declaracoesVinculadas=_links(goods),
        dadosCambiais=DadosCambiais(coberturaCambial=Codigo(codigo=covered)),
        tributos=_reliefs(kind),
    )


def _for_whom(order: ClearanceOrder) -> CaracterizacaoImportacao:
    if order.modality is Modality.OWN_ACCOUNT or not order.parties.acquirers:
        return CaracterizacaoImportacao(indicador=order.modality.value)
    return CaracterizacaoImportacao(
        indicador=order.modality.value, ni=order.parties.acquirers[0].cnpj
    )


def _abroad(party: Party, root: str) -> OperadorEstrangeiro:
    # A partner without a code in the catalogue of operators is told by its name.
    code = party.code or party.name[:35]
    return OperadorEstrangeiro(codigo=code, niOperador=root, pais=Codigo(codigo=party.country))


def _goods(goods: DeclaredGoods) -> Mercadoria:
    item = goods.item
    return Mercadoria(
        tipoAplicacao=Codigo(codigo="REVENDA"),
        unidadeComercial=item.unit,
        quantidadeComercial=item.quantity,
        quantidadeMedidaEstatistica=item.quantity,
        pesoLiquido=item.net_weight_kg,
        moedaNegociada=Codigo(codigo=item.currency),
        valorUnitarioMoedaNegociada=item.unit_price,
        descricao=item.description,
    )


def _links(goods: DeclaredGoods) -> tuple[DeclaracaoVinculada, ...] | None:
    if goods.linked is None:
        return None
    link = DeclaracaoVinculada(numero=goods.linked.declaration, numeroItem=goods.linked.item_number)
    return (link,)


def _reliefs(kind: DeclarationKind) -> tuple[Tributo, ...] | None:
    if kind.relief is None:
        return None
    regime, basis = kind.relief
    return tuple(
        Tributo(
            tributo=Codigo(codigo=tax),
            regime=Codigo(codigo=regime),
            fundamento=Codigo(codigo=basis),
        )
        for tax in FEDERAL
    )
