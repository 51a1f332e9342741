"""Messages to people: as files, and over SMTP."""

import email
import socket
import threading
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from gateways.doors import Unavailable
from gateways.mailbox import MailFolder, SmtpMailbox


def parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_message_is_one_file_that_mail_programs_read(tmp_path: Path) -> None:
    MailFolder(tmp_path).send(("ana", "b@x.example"), "Aprovação", "Olá.\nção\n", "task/R1/a-1/o")
    [file] = tmp_path.iterdir()
    message = parsed(file.read_bytes())
    assert file.suffix == ".eml"
    assert message["To"] == "ana@entreposto.invalid, b@x.example"
    assert message["Subject"] == "Aprovação"
    assert message.get_content() == "Olá.\nção\n"


def test_a_key_is_one_file_and_the_first_message_stays(tmp_path: Path) -> None:
    box = MailFolder(tmp_path)
    box.send(("ana",), "first", "1\n", "key")
    box.send(("ana",), "second", "2\n", "key")
    [file] = tmp_path.iterdir()
    assert parsed(file.read_bytes())["Subject"] == "first"


def test_keys_that_look_alike_are_two_files(tmp_path: Path) -> None:
    box = MailFolder(tmp_path)
    box.send(("ana",), "s", "b", "task/R/1")
    box.send(("ana",), "s", "b", "task_R_1")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_key_cannot_leave_the_folder(tmp_path: Path) -> None:
    MailFolder(tmp_path / "mail").send(("ana",), "s", "b", "../../etc/passwd")
    assert [path.parent.name for path in tmp_path.rglob("*.eml")] == ["mail"]


def test_a_subject_cannot_add_a_header(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        MailFolder(tmp_path).send(("ana",), "hello\nBcc: thief@x.example", "b", "key")


class Postman:
    """An SMTP server of a dozen lines that keeps what it is given."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.mails: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        peer, _ = self._socket.accept()
        with peer, peer.makefile("rwb", buffering=0) as line:
            line.write(b"220 here\r\n")
            while order := line.readline().strip().upper():
                if order == b"DATA":
                    line.write(b"354 go on\r\n")
                    self.mails.append(b"".join(iter(line.readline, b".\r\n")))
                line.write(b"221 bye\r\n" if order == b"QUIT" else b"250 ok\r\n")


@pytest.fixture
def postman() -> Iterator[Postman]:
    server = Postman()
    yield server
    server.close()


def test_a_mail_goes_out_with_an_identity_made_of_its_key(postman: Postman, tmp_path: Path) -> None:
    url = f"smtp://127.0.0.1:{postman.port}?domain=lume.example"
    SmtpMailbox(url).send(("ana",), "Prazo", "Amanhã\n", "task/R1/a-1/task_reminder")
    message = parsed(postman.mails[0])
    assert message["To"] == "ana@lume.example"
    assert message.get_content().strip() == "Amanhã"
    MailFolder(tmp_path, "lume.example").send(("ana",), "s", "b", "task/R1/a-1/task_reminder")
    [file] = tmp_path.iterdir()
    assert parsed(file.read_bytes())["Message-ID"] == message["Message-ID"]


def test_a_silent_mail_server_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Unavailable):
        SmtpMailbox(f"smtp://127.0.0.1:{port}").send(("ana",), "s", "b", "k")


def test_an_address_that_is_no_mail_server_is_refused() -> None:
    with pytest.raises(ValueError, match="smtp://"):
        SmtpMailbox("https://mail.example")
