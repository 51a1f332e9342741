"""Export: goods that became a resident's leave for another buyer abroad."""

from customs.exits.abroad import DEPARTURE
from customs.exits.way import Way, a_day, a_number, a_proof
from customs.people import Role
from customs.plan import ExitStep

NATIONALISATION = ExitStep(
    kind="nationalised",
    title="Nacionalizar a mercadoria",
    title_en="Nationalise the goods",
    instructions="Mercadoria sem cobertura cambial muda de dono antes de ser exportada: informe a "
    "venda do proprietário estrangeiro a quem exporta.",
    instructions_en="Goods without exchange cover change hands before they are exported: give "
    "the sale of the foreign owner to who exports.",
    roles=(Role.BROKER, Role.BUYER),
    fields=(
        a_number("sale_document", "Fatura ou contrato de venda", "Invoice or contract of sale"),
        a_day("sold_on", "Data da venda", "Sold on"),
        a_proof("Documento da venda (SHA-256)", "Document of the sale (SHA-256)"),
    ),
    day="sold_on",
    milestone="NATIONALISED",
)

EXPORT = Way(
    tag="export",
    label="Exportação",
    label_en="Export",
    article="RA art. 409, III; IN SRF 241/2002, art. 38 §4",
    doubt="A nacionalização é ato privado; a forma da prova não está na norma.",
    steps=DEPARTURE,
    before_without_cover=(NATIONALISATION,),
    goes_to="exported",
)
