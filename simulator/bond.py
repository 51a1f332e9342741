"""Stock under the bonded regime: made by a released admission, drawn down by withdrawals."""

from collections import defaultdict
from decimal import Decimal

from simulator.answers import Problem
from simulator.lines import Link, in_order, is_special, link_of, quantity_of
from simulator.money import ZERO, decimal
from simulator.store import Body, Store


def admit(store: Store, admission: Body) -> None:
    """Open the stock of each item of a released admission; again, it changes nothing."""
    for item in in_order(admission):
        store.write(
            "insert or ignore into bond values (?, ?, ?, '0')",
            admission["number"],
            int(item["identificacao"]["numeroItem"]),
            str(quantity_of(item)),
        )


def problems(store: Store, body: Body) -> list[Problem]:
    """Say what a withdrawal asks that its admissions cannot give."""
    if not is_special(body):
        return []
    unlinked = [
        Problem(
            "SIM-ER0402",
            f"itens[{item['identificacao']['numeroItem']}].declaracoesVinculadas",
            "Situação especial: o item não aponta a declaração de admissão.",
        )
        for item in in_order(body)
        if link_of(item) is None
    ]
    checked = (_problem(store, link, wanted) for link, wanted in _wanted(body).items())
    return unlinked + [found for found in checked if found]


def draw(store: Store, body: Body) -> None:
    """Take what a withdrawal declares out of the stock; its problems were looked at."""
    if is_special(body):
        for link, wanted in _wanted(body).items():
            drawn = _held(store, link)[1] + wanted
            store.write(
                "update bond set drawn = ? where number = ? and item = ?",
                str(drawn),
                link.number,
                link.item,
            )


def balances(store: Store) -> list[Body]:
    """Return the stock of every admission item."""
    rows = store.rows("select * from bond order by number, item")
    return [
        dict(row) | {"left": str(decimal(row["admitted"]) - decimal(row["drawn"]))} for row in rows
    ]


def _wanted(body: Body) -> dict[Link, Decimal]:
    wanted: defaultdict[Link, Decimal] = defaultdict(Decimal)
    for item in in_order(body):
        link = link_of(item)
        if link is not None:
            wanted[link] += quantity_of(item)
    return wanted


def _problem(store: Store, link: Link, wanted: Decimal) -> Problem | None:
    admitted, drawn = _held(store, link)
    if wanted <= admitted - drawn:
        return None
    message = (
        f"Item {link.item} da Duimp {link.number}: saldo {admitted - drawn}, retirada {wanted}."
        if admitted
        else f"Item {link.item} da Duimp {link.number} não está admitido no regime."
    )
    return Problem("SIM-ER0401", "declaracoesVinculadas", message)


def _held(store: Store, link: Link) -> tuple[Decimal, Decimal]:
    found = store.rows(
        "select admitted, drawn from bond where number = ? and item = ?", link.number, link.item
    )
    return (decimal(found[0]["admitted"]), decimal(found[0]["drawn"])) if found else (ZERO, ZERO)
