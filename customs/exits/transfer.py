"""Transfer: the goods pass to another special regime, whose declaration takes them over."""

from customs.exits.way import Way, a_day, a_number, a_proof
from customs.people import Role
from customs.plan import ExitStep

TRANSFER = Way(
    tag="transfer",
    label="Transferência para outro regime",
    label_en="Transfer to another regime",
    article="RA art. 409, IV; IN SRF 241/2002, art. 38",
    doubt="Os documentos do novo regime são os da norma dele; aqui só se prova a passagem.",
    steps=(
        ExitStep(
            kind="regime_registered",
            title="Registrar a admissão no novo regime",
            title_en="Register the admission to the other regime",
            instructions="Registre a declaração do novo regime, vinculada ao item da admissão em "
            "entreposto.",
            instructions_en="Register the other regime's declaration, linked to the item of the "
            "admission in bond.",
            roles=(Role.BROKER,),
            fields=(
                a_number("regime", "Novo regime", "The other regime"),
                a_number("number", "Número da declaração", "Number of the declaration"),
                a_day("registered_on", "Registrada em", "Registered on"),
                a_proof("Extrato da declaração (SHA-256)", "Extract (SHA-256)"),
            ),
            day="registered_on",
            number="number",
            moves="filed",
            milestone="EXIT_REGISTERED",
        ),
        ExitStep(
            kind="regime_granted",
            title="Admissão no novo regime desembaraçada",
            title_en="Admission to the other regime released",
            instructions="Informe o desembaraço, que extingue o entreposto, ou o cancelamento.",
            instructions_en="Report the release, which ends the bonded regime, or the "
            "cancellation.",
            roles=(Role.BROKER,),
            fields=(
                a_day("released_on", "Desembaraçada em", "Released on"),
                a_proof("Comprovante (SHA-256)", "Proof (SHA-256)"),
            ),
            day="released_on",
            moves="gone",
            milestone="LEFT_BOND",
        ),
    ),
    goes_to="transferred",
)
