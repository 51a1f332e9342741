"""Drafts: the header and the items of a Duimp until its registration is asked for."""

from simulator import checks, course
from simulator.answers import NOT_FOUND, Answer, Ask, Problem, Refusal, done
from simulator.numbers import duimp_number, is_duimp_number
from simulator.store import Body
from simulator.world import World

MOST_ITEMS = 100
"""Items in one call."""


def find(world: World, ask: Ask) -> Body:
    """Return the declaration that was asked for.

    Raises:
        Refusal: a number that is none (422), or nothing under it (404).
    """
    if not is_duimp_number(ask.number):
        text = f"{ask.number}: número de Duimp inválido."
        raise Refusal(Problem("DIMP-ER0004", "numero", text))
    body = world.store.declaration(ask.number)
    if body is None:
        raise Refusal(status=404, message=NOT_FOUND)
    return body


def find_draft(world: World, ask: Ask) -> Body:
    """Return a declaration that may still be changed."""
    body = find(world, ask)
    if body["situation"] != course.DRAFT or ask.version != int(body["version"]):
        text = f"Situação {body['situation']} não permite a operação."
        raise Refusal(Problem("DIMP-ER8504", "situacao", text))
    return body


def create(world: World, ask: Ask) -> Answer:
    """Endpoint 1: save the header of a new Duimp, version 0."""
    _check_cover(ask)
    year = world.clock.today().year
    number = duimp_number(year, world.store.next_of(f"sequence/{year}"))
    body = {
        "number": number,
        "version": 0,
        "situation": course.DRAFT,
        "created_at": world.clock.now().isoformat(),
        "declarant": ask.person,
        "cover": ask.body,
        "items": {},
    }
    world.store.keep_declaration(body)
    return done("Capa da Duimp gravada.", number, 0, status=201)


def change(world: World, ask: Ask) -> Answer:
    """Endpoint 3: replace the header."""
    body = find_draft(world, ask)
    _check_cover(ask)
    world.store.keep_declaration(body | {"cover": ask.body})
    return done("Capa da Duimp alterada.", ask.number, ask.version)


def delete(world: World, ask: Ask) -> Answer:
    """Endpoint 4: delete a draft and its items."""
    find_draft(world, ask)
    world.store.drop_declaration(ask.number)
    return done("Duimp excluída.", ask.number, ask.version)


def add_items(world: World, ask: Ask) -> Answer:
    """Endpoint 5: add items; those that fail are told one by one (207)."""
    return _put_items(world, ask, adding=True)


def change_items(world: World, ask: Ask) -> Answer:
    """Endpoint 6: replace items that are there."""
    return _put_items(world, ask, adding=False)


def delete_item(world: World, ask: Ask) -> Answer:
    """Endpoint 7: delete one item."""
    body = find_draft(world, ask)
    if body["items"].pop(str(ask.item), None) is None:
        raise Refusal(status=404, message=f"Item {ask.item} não encontrado.")
    world.store.keep_declaration(body)
    return done("Item excluído.", ask.number, ask.version)


def list_items(world: World, ask: Ask) -> Answer:
    """Endpoint 13: a range of items, counted from one."""
    body = find(world, ask)
    first, size = int(ask.query.get("inicial", 1)), int(ask.query.get("tamanho", MOST_ITEMS))
    numbers = sorted(body["items"], key=int)[first - 1 : first - 1 + min(size, MOST_ITEMS)]
    if first > 1 and not numbers:
        text = f"A Duimp tem {len(body['items'])} itens."
        raise Refusal(Problem("DIMP-ER0100", "inicial", text))
    return Answer(200, [body["items"][number] for number in numbers])


def one_item(world: World, ask: Ask) -> Answer:
    """Endpoint 14: one item."""
    item = find(world, ask)["items"].get(str(ask.item))
    if item is None:
        raise Refusal(status=404, message=f"Item {ask.item} não encontrado.")
    return Answer(200, item)


def _check_cover(ask: Ask) -> None:
    problems = checks.cover_problems(ask.body)
    if problems:
        raise Refusal(*problems)


def _put_items(world: World, ask: Ask, adding: bool) -> Answer:
    body = find_draft(world, ask)
    items = ask.body if isinstance(ask.body, list) else []
    if not 1 <= len(items) <= MOST_ITEMS:
        text = f"De 1 a {MOST_ITEMS} itens por chamada; vieram {len(items)}."
        raise Refusal(Problem("SIM-ER0104", "itens", text))
    told = [_put_item(world, body, item, adding) for item in items]
    world.store.keep_declaration(body)
    failed = any(int(one["code"]) >= 400 for one in told)
    status = 207 if failed else 201 if adding else 200
    return done("Itens processados.", ask.number, ask.version, status=status, multiStatus=told)


def _put_item(world: World, body: Body, item: Body, adding: bool) -> Body:
    number = str((item.get("identificacao") or {}).get("numeroItem", ""))
    problems = checks.item_problems(item)
    if not number:
        name = "identificacao.numeroItem"
        problems.append(Problem("DIMP-ER8001", name, f"{name}: campo obrigatório não informado."))
    elif adding == (number in body["items"]):
        text = f"Item {number} {'já existe' if adding else 'não existe'} na Duimp."
        problems.append(Problem("SIM-ER0105", "identificacao.numeroItem", text))
    if not problems:
        body["items"][number] = item | {"produto": _with_ncm(world, item["produto"])}
    return {
        "code": "422" if problems else "201" if adding else "200",
        "message": problems[0].message if problems else "Item gravado.",
        "identificacao": {"numeroItem": number},
        "errors": [problem.body() for problem in problems],
    }


def _with_ncm(world: World, product: Body) -> Body:
    """Add the NCM that the catalogue of products holds; an item itself does not carry it."""
    catalogue = world.store.setting("products", {})
    known = catalogue.get(f"{product['niResponsavel']}/{product['codigo']}")
    return product | {"ncm": known or product.get("ncm", "")}
