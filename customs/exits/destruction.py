"""Destruction: not on the list of the law's ways out; only by authorisation, in a process."""

from customs.exits.way import Way, a_day, a_number, a_proof
from customs.people import Role
from customs.plan import ExitStep

DESTRUCTION = Way(
    tag="destruction",
    label="Destruição autorizada",
    label_en="Destruction by authorisation",
    article="RA art. 409 (rol fechado); autorização em processo",
    doubt="A destruição não está no rol do art. 409: só com autorização da unidade, cuja decisão "
    "encerra o regime.",
    steps=(
        ExitStep(
            kind="destruction_requested",
            title="Requerer a destruição",
            title_en="Ask for the destruction",
            instructions="Protocole o requerimento na unidade e informe o processo.",
            instructions_en="File the request at the customs unit and give the process.",
            roles=(Role.BROKER,),
            fields=(
                a_number("number", "Número do processo", "Number of the process"),
                a_day("requested_on", "Protocolado em", "Filed on"),
                a_proof("Requerimento (SHA-256)", "Request (SHA-256)"),
            ),
            day="requested_on",
            number="number",
            moves="filed",
            milestone="EXIT_REGISTERED",
        ),
        ExitStep(
            kind="destruction_authorised",
            title="Destruição autorizada",
            title_en="Destruction authorised",
            instructions="Informe o despacho decisório, ou o indeferimento.",
            instructions_en="Give the decision that authorises it, or report that it was denied.",
            roles=(Role.CUSTOMS_MANAGER, Role.BROKER),
            fields=(
                a_day("authorised_on", "Autorizada em", "Authorised on"),
                a_proof("Despacho decisório (SHA-256)", "Decision (SHA-256)"),
            ),
            day="authorised_on",
            milestone="EXIT_RELEASED",
        ),
        ExitStep(
            kind="destroyed",
            title="Destruir a mercadoria",
            title_en="Destroy the goods",
            instructions="Destrua na presença da fiscalização e junte o termo.",
            instructions_en="Destroy the goods before the customs officer and attach the record.",
            roles=(Role.OPERATOR, Role.BROKER),
            fields=(
                a_day("destroyed_on", "Destruída em", "Destroyed on"),
                a_proof("Termo de destruição (SHA-256)", "Record of destruction (SHA-256)"),
            ),
            day="destroyed_on",
            moves="gone",
            milestone="LEFT_BOND",
        ),
    ),
    goes_to="destroyed",
    ordered_by_owner=True,
)
