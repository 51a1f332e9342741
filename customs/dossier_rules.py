"""Which papers an import must have: by regime, mode and goods, each with the act that asks for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from customs.dossier import RequiredPaper
from customs.plan import Regime

_BOTH = (Regime.DIRECT, Regime.BONDED)
_MERCOSUL = frozenset({"AR", "PY", "UY"})
_INSURED_BY_SELLER = frozenset({"CIF", "CIP"})


@dataclass(frozen=True)
class Rule:
    """When a paper is required; a condition that is left out holds always."""

    paper: RequiredPaper
    modes: tuple[str, ...]
    regimes: tuple[Regime, ...] = _BOTH
    origins: frozenset[str] = frozenset()
    """Countries of origin of the goods, of which one is enough."""
    incoterms: frozenset[str] = frozenset()

    def holds(self, regime: Regime, mode: str, origins: Iterable[str], incoterm: str) -> bool:
        """Return whether an import like this must have the paper."""
        goods = not self.origins or any(origin in self.origins for origin in origins)
        terms = not self.incoterms or incoterm in self.incoterms
        return mode in self.modes and regime in self.regimes and goods and terms


RULES = (
    Rule(
        RequiredPaper(
            kind="commercial_invoice",
            label="Fatura comercial",
            label_en="Commercial invoice",
            blocks="entry",
            days=2,
            source="Decreto 6.759/2009, arts. 553, II, e 557",
        ),
        modes=("sea", "air"),
    ),
    Rule(
        RequiredPaper(
            kind="packing_list",
            label="Romaneio de carga",
            label_en="Packing list",
            blocks="entry",
            days=2,
            source="Decreto 6.759/2009, art. 553",
            doubt="Exigido quando aplicável; a casa o exige onde há volumes a contar.",
        ),
        modes=("sea",),
    ),
    Rule(
        RequiredPaper(
            kind="bill_of_lading",
            label="Conhecimento marítimo",
            label_en="Bill of lading",
            blocks="entry",
            days=5,
            source="Decreto 6.759/2009, arts. 553, I, e 554",
        ),
        modes=("sea",),
    ),
    Rule(
        RequiredPaper(
            kind="air_waybill",
            label="Conhecimento aéreo",
            label_en="Air waybill",
            blocks="entry",
            days=1,
            source="Decreto 6.759/2009, arts. 553, I, e 554",
        ),
        modes=("air",),
    ),
    Rule(
        RequiredPaper(
            kind="certificate_of_origin",
            label="Certificado de origem",
            label_en="Certificate of origin",
            days=7,
            source="Decreto 6.759/2009, art. 553, III",
            doubt="Só é exigido para a preferência tarifária; sem ela não bloqueia o registro.",
        ),
        modes=("sea", "air"),
        origins=_MERCOSUL,
    ),
    Rule(
        RequiredPaper(
            kind="insurance_certificate",
            label="Certificado de seguro",
            label_en="Insurance certificate",
            days=5,
            source="Incoterms 2020, CIF/CIP, A5",
            doubt="Obrigação do contrato de venda, não da lei aduaneira.",
        ),
        modes=("sea", "air"),
        incoterms=_INSURED_BY_SELLER,
    ),
)
"""In the order in which the dossier lists them."""

SALE_INVOICE = RequiredPaper(
    kind="commercial_invoice",
    label="Fatura do proprietário",
    label_en="Owner's invoice",
    blocks="entry",
    after="ACCEPTED",
    days=2,
    source="IN SRF 241/2002, art. 38; Decreto 6.759/2009, art. 557",
)
"""What an exit from bond needs: the owner's sale of the lot."""


def required_papers(
    regime: Regime, mode: str, origins: Iterable[str] = (), incoterm: str = "FOB"
) -> tuple[RequiredPaper, ...]:
    """Return the papers that an import must have; none for a mode that has no road."""
    known = tuple(origins)
    return tuple(rule.paper for rule in RULES if rule.holds(regime, mode, known, incoterm))
