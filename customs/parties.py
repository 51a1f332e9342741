"""Who is who in an import: the party-role table, the ownership model, the modality."""

from enum import StrEnum

from customs.identifiers import Cnpj
from customs.payload import Payload
from customs.tax_credits import TaxRegime


class Ownership(StrEnum):
    """Whose goods wait in bond; decides cover, valuation method and papers (practice 3.1)."""

    CONSIGNED = "consigned"
    BOUGHT_AFLOAT = "bought_afloat"
    TRADING = "trading"


class Modality(StrEnum):
    """For whom the importer imports; the values are those of the Duimp."""

    OWN_ACCOUNT = "IMPORTACAO_DIRETA"
    CONTA_E_ORDEM = "IMPORTACAO_POR_CONTA_E_ORDEM"
    ENCOMENDA = "IMPORTACAO_POR_ENCOMENDA"


class Party(Payload):
    """A company: a Brazilian one has a CNPJ, a foreign one a country and a code."""

    name: str
    cnpj: Cnpj | None = None
    country: str = "BR"
    code: str | None = None
    """Its code as foreign operator in the Catálogo de Produtos."""
    address: str = ""
    emails: tuple[str, ...] = ()
    """Addresses, or ``@domain``: where it is written to, and from where papers are believed."""
    tax_regime: TaxRegime | None = None
    """How it is taxed, on which its credits depend; None: not known, and none is counted."""


class Parties(Payload):
    """The party-role table of one import or release; "the importer" is not one of them."""

    owner: Party
    exporter: Party
    manufacturer: Party
    consignee: Party
    """Consignee of the goods and beneficiary of the regime."""
    acquirers: tuple[Party, ...]
    depositary: Party | None = None
    declarants: dict[str, Party]
    """Kind of declaration → who declares it."""
    broker: Party | None = None
    carrier: Party | None = None
    transit_carrier: Party | None = None
    insurer: Party | None = None

    def named(self, name: str) -> bool:
        """Return whether a person's party is one of these: by its CNPJ, its code or its name."""
        single = (self.owner, self.exporter, self.manufacturer, self.consignee, self.depositary)
        others = (self.broker, self.carrier, self.transit_carrier, self.insurer)
        parties = (*single, *others, *self.acquirers, *self.declarants.values())
        return any(name in (party.cnpj, party.code, party.name) for party in parties if party)


class Warehouse(Payload):
    """The bonded place: its codes, and whether we keep it or are its client."""

    name: str
    recinto: str
    """Code of the recinto alfandegado, seven digits."""
    unit: str
    """RFB unit with jurisdiction (URF), seven digits: the declaration's ``unidadeDeclarada``."""
    mode: str = "client"
