"""The bodies of a Duimp under the names the Portal Único gives its fields.

The names stay as the state writes them, so that a refusal, the public format and
this page say the same word. Codes are text; decimals are sent as text with the
places that the format fixes. A dump with ``exclude_none`` is what is sent.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import PlainSerializer

from customs.payload import Payload


def _fixed(places: int) -> PlainSerializer:
    unit = Decimal(1).scaleb(-places)
    return PlainSerializer(
        lambda value: format(value.quantize(unit, ROUND_HALF_UP), "f"),
        return_type=str,
        when_used="json",
    )


Decimal2 = Annotated[Decimal, _fixed(2)]
Decimal5 = Annotated[Decimal, _fixed(5)]
Decimal7 = Annotated[Decimal, _fixed(7)]


class Codigo(Payload):
    """A coded value."""

    codigo: str


class Importador(Payload):
    """Who declares, by CNPJ or CPF."""

    tipoImportador: str = "CNPJ"
    ni: str


class Identificacao(Payload):
    """The declarant, and free text of which the first line is our own reference."""

    importador: Importador
    informacaoComplementar: str


class ValorMoeda(Payload):
    """An amount in its own currency."""

    codigoMoedaNegociada: str
    valorMoedaNegociada: Decimal2


class Carga(Payload):
    """The cargo; in *situação especial* it has no identification and no charges."""

    tipoIdentificacaoCarga: str | None = None
    identificacao: str | None = None
    unidadeDeclarada: Codigo
    motivoSituacaoEspecial: str | None = None
    seguro: ValorMoeda | None = None
    frete: ValorMoeda | None = None
    paisProcedencia: Codigo | None = None


class PalavraChave(Payload):
    """A keyword of an instruction document."""

    codigo: str
    valor: str


class DocumentoInstrucao(Payload):
    """A document that instructs the clearance."""

    tipo: Codigo
    palavrasChave: tuple[PalavraChave, ...]


class Documentos(Payload):
    """The documents of the declaration."""

    documentosInstrucao: tuple[DocumentoInstrucao, ...] = ()


class DuimpCover(Payload):
    """Header (capa) of a Duimp."""

    identificacao: Identificacao
    carga: Carga
    documentos: Documentos = Documentos()


class NumeroItem(Payload):
    """Number of an item, from 1."""

    numeroItem: int


class Produto(Payload):
    """The declarant's product in the Catálogo de Produtos."""

    codigo: str
    versao: str = "1"
    niResponsavel: str
    ncm: str
    """Not in the published write format: the catalogue holds it; who has no catalogue needs it."""


class CaracterizacaoImportacao(Payload):
    """For whom the goods are imported."""

    indicador: str
    ni: str | None = None


class OperadorEstrangeiro(Payload):
    """An exporter or manufacturer abroad."""

    codigo: str
    versao: str = "1"
    niOperador: str
    pais: Codigo


class Mercadoria(Payload):
    """The goods: quantities, weight, price."""

    tipoAplicacao: Codigo
    condicao: str = "NOVA"
    unidadeComercial: str
    quantidadeComercial: Decimal5
    quantidadeMedidaEstatistica: Decimal5
    pesoLiquido: Decimal5
    """Kilograms for the whole quantity."""
    moedaNegociada: Codigo
    valorUnitarioMoedaNegociada: Decimal7
    descricao: str


class CondicaoVenda(Payload):
    """Valuation method and terms of sale."""

    metodoValoracao: Codigo
    incoterm: Codigo


class DeclaracaoVinculada(Payload):
    """The item of an earlier declaration that this one draws from."""

    tipo: str = "DUIMP"
    numero: str
    numeroItem: int


class DadosCambiais(Payload):
    """Whether and when the goods are paid abroad."""

    coberturaCambial: Codigo


class Tributo(Payload):
    """A tax with the regime and legal basis that are asked for it."""

    tributo: Codigo
    regime: Codigo
    fundamento: Codigo


class ItemCover(Payload):
    """One item of a Duimp."""

    identificacao: NumeroItem
    produto: Produto
    caracterizacaoImportacao: CaracterizacaoImportacao
    indicadorExportadorFabricante: Codigo
    fabricante: OperadorEstrangeiro
    exportador: OperadorEstrangeiro
    indicadorCompradorVendedor: Codigo
    mercadoria: Mercadoria
    condicaoVenda: CondicaoVenda
    declaracoesVinculadas: tuple[DeclaracaoVinculada, ...] | None = None
    dadosCambiais: DadosCambiais
    tributos: tuple[Tributo, ...] | None = None


class Principal(Payload):
    """A tax and the amount that is debited for it."""

    tributo: dict[str, str]
    valor: Decimal2


class Pagamento(Payload):
    """One payment at registration."""

    principal: Principal


class RegistroCover(Payload):
    """What asks for a registration; without anything to pay it carries no payments."""

    totalItem: int
    pagamentos: tuple[Pagamento, ...] | None = None
    confirmacaoAlertaErrosNaoImpeditivos: str = "NA"
