"""What re-export and export have in common: the export declaration and the departure.

The house has no door to the export system: persons do it there and bring number and proof.
"""

from customs.exits.way import a_day, a_number, a_proof
from customs.people import Role
from customs.plan import ExitStep

DEPARTURE: tuple[ExitStep, ...] = (
    ExitStep(
        kind="due_registered",
        title="Registrar a DU-E",
        title_en="Register the export declaration (DU-E)",
        instructions="Registre a DU-E no Portal Único, vinculada ao item da admissão, e informe "
        "o número.",
        instructions_en="Register the DU-E at the Portal, linked to the admission item, and give "
        "its number.",
        roles=(Role.BROKER,),
        fields=(
            a_number("number", "Número da DU-E", "Number of the DU-E"),
            a_day("registered_on", "Registrada em", "Registered on"),
            a_proof("Extrato da DU-E (SHA-256)", "Extract of the DU-E (SHA-256)"),
        ),
        day="registered_on",
        number="number",
        moves="filed",
        milestone="EXIT_REGISTERED",
    ),
    ExitStep(
        kind="due_released",
        title="DU-E desembaraçada",
        title_en="DU-E released by customs",
        instructions="Informe o desembaraço, ou que a DU-E foi cancelada.",
        instructions_en="Report the release by customs, or that the DU-E was cancelled.",
        roles=(Role.BROKER,),
        fields=(a_day("released_on", "Desembaraçada em", "Released on"),),
        day="released_on",
        milestone="EXIT_RELEASED",
    ),
    ExitStep(
        kind="departed",
        title="Embarque para o exterior",
        title_en="Departure from the country",
        instructions="Informe o conhecimento e a averbação do embarque.",
        instructions_en="Give the transport document and the proof of departure.",
        roles=(Role.BROKER, Role.OPERATOR),
        fields=(
            a_number("transport_document", "Conhecimento de embarque", "Transport document"),
            a_day("departed_on", "Embarcada em", "Departed on"),
            a_proof("Averbação do embarque (SHA-256)", "Proof of departure (SHA-256)"),
        ),
        day="departed_on",
        moves="gone",
        milestone="LEFT_BOND",
    ),
)
