"""Letters from a terminal: received, listed, matched."""

from pathlib import Path

from tests.unit.cli.conftest import Run
from tests.unit.desk.house import House, a_form
from tests.unit.gateways.test_incoming_mail import a_letter


def test_a_letter_is_received_kept_listed_and_matched(
    run: Run, house: House, form_file: object, tmp_path: Path
) -> None:
    file = tmp_path / "letter.eml"
    file.write_bytes(a_letter(sender="somebody@else.example").as_bytes())
    assert run("import", "start", form_file(), "--as", "bruna").exit_code == 0  # type: ignore[operator]

    kept = run("mail", "receive", str(file), "--as", "bruna")
    listed = run("mail", "list")
    key = kept.output.split()[0]
    matched = run("mail", "match", key, a_form()["reference"], "--as", "bruna")

    assert "somebody@else.example: kept: unknown-sender" in kept.output
    assert key in listed.output
    assert "handed to IMP-7" in matched.output
    assert "0 waiting letters" in run("mail", "match", key, "IMP-7", "--as", "bruna").output
    assert run("mail", "receive", str(file), "--as", "sun").exit_code == 1
