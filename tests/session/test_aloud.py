"""Reading aloud: its pace, its two keys, what interrupts it, and that it ends when it is to end."""

from __future__ import annotations

from random import Random

import pytest

import kiosk.wiring
from kiosk.core.events import IdleAnswered, SettingChanged
from kiosk.core.geometry import Rect
from kiosk.core.saying import in_words, seconds_for
from kiosk.core.speech import Role, Spoken, Utterance
from kiosk.core.vocabulary import Setting
from kiosk.draw.items import Panel, Sound, Text, targets
from kiosk.draw.reading_order import Passage
from kiosk.draw.theme import CONTRAST, NORMAL, contrast
from kiosk.scene import Tap
from kiosk.session import aloud, aloud_marks, frame
from kiosk.session.aloud import GRACE_SECONDS, LEAD_SECONDS, Aloud, Voices
from kiosk.session.machine import Machine
from kiosk.session.table import OverlayKind
from tests import real_hall
from tests.session.fakes import enter, events, hall, machine, tap, words_on

VOICE = Voices(speaks=True)


def passages(*words: str) -> tuple[Passage, ...]:
    """Those that end with a full stop can only be read."""
    return tuple(
        Passage((word,), Rect(0, 100 * i, 200, 80), "" if word.endswith("。") else word, "按钮：")
        for i, word in enumerate(words)
    )


def begun(*words: str) -> Aloud:
    return Aloud().shown("page", passages(*words), "", False).after(LEAD_SECONDS, frozenset(), False, VOICE)


def heard(reading: Aloud) -> str:
    return "".join(sound.words or sound.name for sound in reading.sounds(VOICE))


def until_next(reading: Aloud) -> Aloud:
    times = reading.times
    for _ in range(200):
        due = reading.due(False, VOICE)
        if due is None:
            break
        reading = reading.after(due, frozenset(), False, VOICE)
        if reading.times != times or not reading.speaking:
            break
    return reading


def test_a_page_is_read_to_its_end_and_then_it_is_quiet() -> None:
    reading, said = begun("第一句。", "第二句。", "继续"), []
    while reading.speaking:
        said.append(heard(reading))
        reading = until_next(reading)
    assert [words.removeprefix("按钮，") for words in said] == ["第一句。", "第二句。", "继续"]
    assert reading.sounds(VOICE) == [] and reading.due(False, VOICE) is None


@pytest.mark.parametrize(
    ("words", "syllables"),
    [("拿不准打九六幺幺零", 9), ("2025年拦下36亿次", 12), ("100起案子里，88%是熟人", 15), ("12,800元", 7)],
)
def test_four_syllables_a_second_at_most(words: str, syllables: int) -> None:
    assert sum("\u4e00" <= char <= "\u9fff" for char in in_words(words, {})) == syllables
    assert syllables / seconds_for(words) <= 4.0


def test_the_key_that_goes_on_skips_what_can_only_be_read_and_after_the_last_begins_again() -> None:
    reading = begun("标题。", "一", "说明。", "二")
    first = reading.next()
    assert heard(first) == "按钮，一" and first.chosen() == "一"
    second = first.next()
    assert heard(second) == "按钮，二" and second.chosen() == "二"
    assert "标题" in heard(second.next()) and second.next().chosen() == ""
    assert not until_next(second).speaking, "after a key it does not go on by itself"


@pytest.mark.parametrize(("into", "target"), [(GRACE_SECONDS - 0.1, "一"), (GRACE_SECONDS + 0.1, "二")])
def test_a_key_pressed_a_moment_late_still_means_what_was_read_before(into: float, target: str) -> None:
    reading = until_next(begun("一", "二"))
    assert heard(reading) == "按钮，二"
    assert reading.after(into, frozenset(), False, VOICE).chosen() == target
    assert begun("一", "二").next().chosen() == "二", "whoever went there means it at once"


def test_another_page_begins_anew_and_what_is_new_on_the_same_is_read_too() -> None:
    reading = until_next(begun("甲。", "乙。"))
    more = reading.shown("page", passages("甲。", "乙。", "丙。"), "", True)
    assert heard(more) == heard(reading) and "丙" in heard(until_next(more))
    other = reading.shown("other", passages("丁。"), "", True)
    assert other.sounds(VOICE) == [] and "丁" in heard(other.after(LEAD_SECONDS, frozenset(), False, VOICE))


def test_what_only_counts_on_is_not_read_again() -> None:
    reading = begun("还有 9 秒。")
    while reading.speaking:
        reading = until_next(reading)
    later = reading.shown("page", passages("还有 8 秒。"), "", False)
    assert not later.after(5.0, frozenset(), False, VOICE).speaking
    asked = reading.shown("page", passages("还有 8 秒。"), "", True).after(0.1, frozenset(), False, VOICE)
    assert heard(asked).endswith("还有 8 秒。"), "after a touch the new figure is an answer"


def test_a_notice_is_read_at_once_and_what_it_cut_off_after_it() -> None:
    reading = begun("一段很长很长的话。")
    warned = reading.shown("page", passages("一段很长很长的话。", "还剩 5 分钟。"), "还剩 5 分钟。", False)
    assert "还剩" in heard(warned) and "很长" in heard(until_next(warned))


def test_a_finger_elsewhere_silences_it_until_a_key() -> None:
    silent = begun("一", "二").interrupted()
    assert silent.sounds(VOICE) == [] and not silent.after(60.0, frozenset(), False, VOICE).speaking
    assert heard(silent.next()) == "按钮，二"


def test_it_waits_for_what_speaks_for_itself_and_does_not_say_that_again() -> None:
    spoken = Spoken(Utterance("您好。", Role.MAN), "voice/a.opus", 2.0)
    voices = Voices(lambda words: [spoken] if words == "您好。" else [], True)
    reading = Aloud().shown("page", passages("您好。", "再见。"), "", False)
    for _ in range(9):
        reading = reading.after(1.0, frozenset({"voice/a.opus"}), True, voices)
        assert not reading.speaking
    reading = reading.after(LEAD_SECONDS, frozenset(), False, voices)
    assert [sound.words for sound in reading.sounds(voices)] == ["按钮，再见。"]


def test_a_line_that_has_a_recording_is_heard_in_it_and_sentence_by_sentence() -> None:
    lines = {w: Spoken(Utterance(w, Role.MAN), f"voice/{i}.opus", 2.0) for i, w in enumerate(("甲。", "乙。"))}
    voices = Voices(lambda words: [lines[words]] if words in lines else [])
    (whole,) = [Passage(("甲。乙。", "旁的"), Rect(0, 0, 9, 9))]
    assert [p.file for p in aloud.portions(whole, voices)] == ["voice/0.opus", "voice/1.opus", ""]
    reading = Aloud().shown("page", (whole,), "", False).after(LEAD_SECONDS + 3.0, frozenset(), False, voices)
    assert reading.sounds(voices) == [Sound(name="voice/1.opus", channel="voice", key="aloud 1/1", start=1.0)]
    assert not reading.unheard(voices)
    last = reading.after(1.1, frozenset(), False, voices)
    assert last.sounds(voices) == [] and last.unheard(voices) and not last.unheard(VOICE)


# ---------------------------------------------------------------- in the hall
def on(m: Machine) -> Machine:
    tap(m, "frame/aloud")
    return m


def said(m: Machine) -> list[Sound]:
    return [sound for sound in m.sounds() if sound.key.startswith("aloud")]


@pytest.fixture
def voiced(monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setattr(kiosk.wiring, "find_spec", lambda package: object())
    m = real_hall.machine()
    tap(m, "start", "people/4", "kind/family", "mode/guided", "next", "frame/home")
    return m


def test_it_is_logged_and_remembered_and_ends_with_the_visit(voiced: Machine) -> None:
    voiced.take()
    tap(on(voiced), "zone/quiz", "round")
    assert voiced.read_aloud and events(voiced, SettingChanged) == [SettingChanged(Setting.ALOUD, True)]
    voiced.tick(LEAD_SECONDS)
    assert said(voiced)
    tap(voiced, "frame/aloud")
    assert said(voiced) == [] and not voiced.read_aloud
    on(voiced)
    for _ in range(400):
        voiced.tick(20.0)
    assert voiced.place == "attract" and not voiced.read_aloud and said(voiced) == []


def test_whoever_had_silence_hears_it_all_the_same(voiced: Machine) -> None:
    tap(voiced, "frame/volume", "frame/volume")
    assert not any(sound.gain for sound in voiced.sounds())
    on(voiced).tick(LEAD_SECONDS)
    assert all(sound.gain for sound in said(voiced)) and said(voiced)


def test_nobody_is_hurried_while_it_is_read(voiced: Machine) -> None:
    tap(on(voiced), "zone/vr_experience", "round", "card/refund_share", "next")
    voiced.tick(LEAD_SECONDS)
    before, seconds = voiced.state, 0.0
    assert said(voiced)
    while voiced.reading.speaking and seconds < 120:
        voiced.tick(0.5)
        seconds += 0.5
        if voiced.reading.speaking:
            assert voiced.state == before
    for _ in range(8):
        voiced.tick(0.5)
    assert voiced.state != before, "then the phone goes on"


def test_reading_is_no_silence_that_ends_a_visit() -> None:
    m = machine(None, hall(idle_seconds=10))
    enter(m, mode="free")
    on(m)
    for _ in range(12):
        m.tick(1.0)
        assert m.overlay is None
    for _ in range(240):
        m.tick(1.0)
    assert m.overlay is OverlayKind.ASKING or m.place == "attract", "when all is read, silence is silence"


@pytest.mark.parametrize("key", frame.KEYS)
def test_either_key_answers_whether_anybody_is_there(key: str) -> None:
    m = machine(None, hall(idle_seconds=10))
    enter(m, mode="free")
    for _ in range(200):
        m.tick(1.0)
        if m.overlay is OverlayKind.ASKING:
            break
    m.take()
    tap(m, key)
    assert m.overlay is None and len(events(m, IdleAnswered)) == 1


def test_a_sheet_can_be_closed_with_the_two_keys(voiced: Machine) -> None:
    on(voiced)
    tap(voiced, "frame/help")
    assert {*frame.KEYS} <= set(targets(voiced.view())), "they lie above the sheet"
    for _ in range(9):
        tap(voiced, frame.NEXT)
        if voiced.reading.chosen() == "frame/close":
            break
    tap(voiced, frame.CHOOSE)
    assert voiced.overlay is None


def test_where_nobody_has_come_it_ends_by_itself() -> None:
    m = machine()
    tap(m, frame.NEXT)
    assert m.read_aloud
    for _ in range(int(aloud.LEFT_SECONDS) + 5):
        m.tick(1.0)
    assert not m.read_aloud


def test_without_a_voice_the_line_walks_on_and_a_note_says_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kiosk.wiring, "find_spec", lambda package: None)
    monkeypatch.setattr(kiosk.wiring, "recordings", lambda folder: {})
    m = real_hall.machine()
    tap(m, "start")
    on(m).tick(LEAD_SECONDS)
    assert said(m) == [] and aloud_marks.UNHEARD in words_on(m)
    seen = []
    for _ in range(40):
        m.tick(1.0)
        seen.append(m.reading.at)
    assert len(set(seen)) > 3 and seen == sorted(seen)


def lines(m: Machine) -> list[Panel]:
    return [i for i in m.view() if isinstance(i, Panel) and i.fill is None and i.border and i.border_width >= 8]


def test_what_is_read_has_a_thick_line_round_it_that_is_seen_on_every_ground(voiced: Machine) -> None:
    assert lines(voiced) == []
    on(voiced)
    tap(voiced, frame.NEXT)
    here = voiced.reading.passage
    assert here is not None and lines(voiced) and all(line.rect.covers(here.rect) for line in lines(voiced))
    for theme in (NORMAL, CONTRAST):
        bright, dark = theme.accent, theme.ground_dark
        assert contrast(bright, dark) >= 3.0
        for ground in (theme.ground, theme.card, theme.accent, theme.danger, theme.safe, theme.ground_light):
            assert max(contrast(ground, bright), contrast(ground, dark)) >= 3.0
    tap(voiced, "frame/aloud")
    assert lines(voiced) == []


def test_the_keys_stand_in_the_place_of_what_is_for_the_eye(voiced: Machine) -> None:
    before = targets(voiced.view())
    after = targets(on(voiced).view())
    gone = {f"frame/{setting}" for setting in (Setting.LARGE, Setting.CONTRAST, Setting.REACH)}
    assert set(before) - set(after) == gone and set(after) - set(before) == {*frame.KEYS}
    assert all(after[word].rect == before[word].rect for word in set(before) & set(after)), "nothing else moves"
    assert all(after[key].rect.w > 1.4 * before["frame/help"].rect.w for key in frame.KEYS)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_touched_the_reading_ends_with_its_screen(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Random play, the two keys among it: at most one voice, of what is on the screen; none where it is off."""
    monkeypatch.setattr(kiosk.wiring, "find_spec", lambda package: object())
    chance, m = Random(seed), real_hall.machine(Random(seed))
    for _ in range(160):
        words = [*targets(m.view()), *frame.KEYS, *frame.KEYS]
        if chance.random() < 0.7:
            m.touch(Tap(chance.choice(words)))
        else:
            m.tick(chance.choice((0.3, 2.0, 11.0, 45.0)))
        voices = [sound for sound in m.sounds() if sound.channel == "voice"]
        assert len(voices) <= 1, m.page()
        if not m.read_aloud:
            assert said(m) == [], m.page()
        if said(m):
            here = m.reading.passage
            assert here is not None and here in m.reading.passages
            if here.target:
                assert here.target in targets(m.view()), m.page()
            shown = "".join("".join(i.lines) if isinstance(i, Text) else i.alt for i in m.view())
            assert not here.around or here.target or here.pieces[0][:2] in shown + "朗读", m.page()


@pytest.mark.parametrize("zone", ["vr_experience", "quiz"])
def test_a_scene_that_fails_is_not_read_on(voiced: Machine, zone: str) -> None:
    tap(on(voiced), f"zone/{zone}")
    voiced.tick(LEAD_SECONDS)
    assert said(voiced)
    voiced.fail(RuntimeError("it cannot be painted"))
    assert voiced.place == "sorry" and said(voiced) == []
