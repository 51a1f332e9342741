"""Phrases that the house says in Portuguese, listed here for the English catalogue."""

from web.pages.words import N_

WAITING_FOR = (
    N_("partida"),
    N_("chegada"),
    N_("trânsito aduaneiro"),
    N_("presença de carga"),
    N_("documentos"),
    N_("conferência física da carga"),
    N_("despacho aduaneiro"),
    N_("desembaraço"),
    N_("saída do entreposto"),
    N_("liberações em curso"),
    N_("retirada e entrega"),
    N_("aceite do comprador"),
    N_("fatura do proprietário"),
    N_("numerário"),
    N_("despacho para consumo"),
)
"""What an import or release waits for (``customs.waiting``)."""
