import pytest
from custody_case import PAGE, Kept


@pytest.fixture
def kept(tmp_path):
    case = Kept(tmp_path / "case")
    for number in range(4):
        case.add(f"Report number {number}.".encode(), f"{number}.txt")
    case.add(b"<p>A page.", "1", PAGE)
    case.receive(b"\xff\xd8 a picture", "x.jpg")
    case.room.settle()
    return case
