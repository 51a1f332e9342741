"""Row 6: the admission, with duties suspended."""

from cli.story import declarations, figures
from cli.story.names import Names
from cli.story.stage import Stage


async def tell(stage: Stage, names: Names) -> None:
    """Tuesday 24 and Wednesday 25 March."""
    stage.tell.chapter("Tue 24 – Wed 25 Mar", "Admitted into bond, duties suspended")
    owner = f"{names.bonded}/admission-1"
    await stage.task(owner, "approval")
    await stage.on(3, 24)
    await stage.answer(owner, "approval", "bruno")
    clearance = await declarations.clearance_of(
        stage, names.bonded, "admission", "registered", "released"
    )
    declarations.check(stage, clearance, figures.ADMISSION)
    assessed = clearance["assessment"]
    suspended = declarations.federal(assessed["suspended"])
    stage.tell.check("suspended federal taxes", figures.SUSPENDED, suspended)
    stage.tell.check(
        "payable: the utilisation fee alone",
        figures.ADMISSION_PAYABLE,
        declarations.cents(assessed["cash"]),
    )
    await stage.on(3, 25)
    body = await stage.row(
        "import",
        names.bonded,
        lambda row: row["stage"] == "IN_BOND" and bool(row["balance"]),
        "the goods in bond",
    )
    stage.tell.check_each("clock of the regime", figures.REGIME, body["regime_clock"])
