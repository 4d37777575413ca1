import numpy as np

from sayso.read.words import WordTable, unpack


def test_a_block_unpacks_to_scale_times_nibble_less_eight():
    block = np.zeros(18, np.uint8)
    block[:2] = np.array([0.5], "<f2").view(np.uint8)
    block[2] = 0x9F  # weight 0 is 15, weight 16 is 9
    values = unpack(block[None])[0]
    assert values[0] == 3.5
    assert values[16] == 0.5
    assert values[1] == -4.0


def test_a_mapped_table_gives_the_rows_asked_for(tmp_path):
    rows = np.random.default_rng(7).integers(0, 200, (5, 36), np.uint8)
    rows[:, [1, 19]] = 0x30
    rows.tofile(tmp_path / "words.q4")
    table = WordTable.mapped(tmp_path / "words.q4", 64)
    assert len(table) == 5
    whole = WordTable(rows).vectors(np.arange(5))
    assert np.array_equal(table.vectors(np.array([3, 3, 0])), whole[[3, 3, 0]])
