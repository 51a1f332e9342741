"""Which taxes of an import its acquirer gets back as credits, by how the acquirer is taxed.

Data, with the act and what is doubtful about it: a credit belongs to the buyer's bookkeeping, and
no declaration says it. The surcharge of COFINS-Importação is never one.
"""

from enum import StrEnum

from customs.payload import Payload


class TaxRegime(StrEnum):
    """How a company is taxed on its profit, on which its credits depend."""

    LUCRO_REAL = "lucro_real"
    LUCRO_PRESUMIDO = "lucro_presumido"
    SIMPLES = "simples"


class Credit(Payload):
    """One tax that comes back."""

    tax: str
    act: str
    doubt: str = ""


_RESOLD = "only where what is made or sold of it is taxed"
CREDITS: dict[TaxRegime, tuple[Credit, ...]] = {
    TaxRegime.LUCRO_REAL: (
        Credit(tax="ipi", act="Decreto 7.212/2010 art. 226", doubt=_RESOLD),
        Credit(tax="pis", act="Lei 10.865/2004 art. 15", doubt=_RESOLD),
        Credit(tax="cofins", act="Lei 10.865/2004 art. 15", doubt=_RESOLD),
        Credit(
            tax="icms",
            act="LC 87/1996 art. 20",
            doubt=f"{_RESOLD}; states put conditions of their own",
        ),
    ),
    TaxRegime.LUCRO_PRESUMIDO: (),
    TaxRegime.SIMPLES: (),
}
"""Regime → its credits. Companies outside Lucro Real may have some of ICMS and IPI: not confirmed,
so none is taken."""
SURCHARGE = "Lei 10.865/2004 art. 15 §1-A"
"""Why the surcharge of COFINS-Importação is no credit."""
