"""Products as a declarant keeps them in the state's Catálogo de Produtos."""

from customs.identifiers import Ncm
from customs.payload import Payload


class CatalogueProduct(Payload):
    """One product under one declarant: the same goods are another product under another root.

    Under consignment the admission is filed by the beneficiary and the consumption by the
    acquirer, each with an entry of their own (practice 1.1.3).
    """

    root: str
    """First eight characters of the declarant's CNPJ."""
    item: str
    """Our id of the agreed item."""
    code: str
    """Its code in the catalogue."""
    version: str = "1"
    ncm: Ncm
    description: str = ""
    unit: str = ""
    origin: str | None = None
    """Country of origin, ISO 3166-1 alpha-2."""


def root_of(cnpj: str) -> str:
    """Return the root of a CNPJ without punctuation: the company without its establishment."""
    return cnpj[:8]
