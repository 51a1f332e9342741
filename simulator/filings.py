"""From a complete draft to its registration, and what is told of it afterwards."""

from decimal import Decimal

from simulator import checks, course
from simulator.answers import NOT_FOUND, Answer, Ask, Problem, Refusal, done, identification
from simulator.drafts import find, find_draft
from simulator.lines import lines_of
from simulator.money import ZERO, decimal
from simulator.numbers import check_digit
from simulator.series import NoQuote, rate_in_force
from simulator.store import Body
from simulator.values import Valued, value
from simulator.world import World

CLEAN = "PROCESSADO_SEM_ERRO_IMPEDITIVO"
"""A diagnosis that found nothing that stops the registration."""


def calculated(world: World, ask: Ask) -> Answer:
    """Endpoint 8: the taxes of a draft."""
    body = _draft_to_value(world, ask)
    head = {"identificacao": identification(ask.number, ask.version)}
    return Answer(200, head | _valued(world, body).body())


def calculated_item(world: World, ask: Ask) -> Answer:
    """Endpoint 9: the taxes of one item of a draft."""
    body = _draft_to_value(world, ask)
    if str(ask.item) not in body["items"]:
        raise Refusal(status=404, message=f"Item {ask.item} não encontrado.")
    return Answer(200, _valued(world, body).item_body(ask.item))


def diagnose(world: World, ask: Ask) -> Answer:
    """Endpoint 10: say at once what stops the registration, field by field."""
    _complete_draft(world, ask)
    return done("Diagnóstico solicitado.", ask.number, ask.version, status=201, situacao=CLEAN)


def register(world: World, ask: Ask) -> Answer:
    """Endpoint 11: take the draft for registration; ``versoes`` tells when it is made."""
    body = _complete_draft(world, ask)
    payable = _valued(world, body).payable()
    problems = _payment_problems(_payments(ask.body), payable)
    if problems:
        raise Refusal(*problems)
    course.ask(world, body, {tax: f"{amount:.2f}" for tax, amount in payable.items()})
    text = "Registro em processamento"
    return done("Registro solicitado.", ask.number, ask.version, status=201, situacao=text)


def state(world: World, ask: Ask) -> Answer:
    """Endpoint 12: the header of a version with its situation; of a draft too."""
    body = find(world, ask)
    if ask.version != int(body["version"]):
        raise Refusal(status=404, message=NOT_FOUND)
    # A green channel is told with the release, as the real system's situations have it.
    hidden = body["situation"] == course.AWAITING_CHANNEL
    return Answer(
        200,
        {
            "identificacao": {
                **body["cover"]["identificacao"],
                "numero": body["number"],
                "versao": int(body["version"]),
                "dataRegistro": body.get("registered_at"),
                "chaveAcesso": _access_key(body["number"]),
            },
            "situacao": {
                "situacaoDuimp": body["situation"],
                "dataDesembaraco": body.get("released_at"),
            },
            "resultadoAnaliseRisco": {"canalConsolidado": None if hidden else body.get("channel")},
            "carga": body["cover"]["carga"],
            "pagamentos": [
                {"principal": {"tributo": {"tipo": tax}, "valor": amount}}
                for tax, amount in body.get("payments", {}).items()
            ],
            "quantidadeItens": len(body["items"]),
        },
    )


def versions(world: World, ask: Ask) -> Answer:
    """Endpoint 15: the current registered version."""
    body = find(world, ask)
    if not body.get("registered_at"):
        raise Refusal(status=404, message=NOT_FOUND)
    current = {"numero": body["number"], "versao": body["version"]}
    return Answer(200, current | {"dataRegistro": body["registered_at"]})


def _draft_to_value(world: World, ask: Ask) -> Body:
    body = find(world, ask)
    if body.get("registered_at"):
        text = "Valores calculados só existem antes do registro."
        raise Refusal(Problem("DIMP-ER8505", "situacao", text))
    return find_draft(world, ask)


def _valued(world: World, body: Body) -> Valued:
    today = world.clock.today()
    try:
        return value(
            lines_of(body, world.store.declaration), lambda currency: rate_in_force(currency, today)
        )
    except NoQuote as missing:
        text = f"Sem taxa de câmbio: {missing}."
        raise Refusal(Problem("SIM-ER0302", "moedaNegociada", text)) from missing


def _complete_draft(world: World, ask: Ask) -> Body:
    body = find_draft(world, ask)
    told = (ask.body or {}).get("totalItem")
    if str(told) != str(len(body["items"])):
        text = f"totalItem {told}: a Duimp tem {len(body['items'])} itens."
        raise Refusal(Problem("DIMP-ER8300", "totalItem", text))
    problems = checks.declaration_problems(world.store, body)
    if problems:
        raise Refusal(*problems)
    return body


def _payments(body: Body) -> dict[str, Decimal]:
    paid: dict[str, Decimal] = {}
    for payment in body.get("pagamentos") or []:
        principal = payment["principal"]
        tax = str(principal["tributo"]["tipo"])
        paid[tax] = paid.get(tax, ZERO) + decimal(principal["valor"])
    return paid


def _payment_problems(given: dict[str, Decimal], payable: dict[str, Decimal]) -> list[Problem]:
    return [
        Problem(
            "SIM-ER0301",
            f"pagamentos.{tax}",
            f"{tax}: a recolher {payable.get(tax, ZERO):.2f}, informado {given.get(tax, ZERO):.2f}.",
        )
        for tax in dict.fromkeys((*payable, *given))
        if payable.get(tax, ZERO) != given.get(tax, ZERO)
    ]


def _access_key(number: str) -> str:
    """A key of the real one's shape, derived from the number."""
    return f"{number[:2]}SIM{int(number[4:14]) % 10**8:08d}{check_digit(number)}"
