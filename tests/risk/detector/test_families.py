"""What relatives write, family by family: who must look now, and what is only an alarming word."""

import pytest

from app.risk.detector import Urgency, assess

NOW = {
    "suicide": "He's just told me he's going to kill himself tonight",
    "veiled": "There's a note on her pillow saying sorry and goodbye to each of us",
    "high place": "My son is stood on the wrong side of the railings on the bridge",
    "writer": "I don't want to be here any more and I have counted the tablets out",
    "self-harm": "She's cutting her arms in the bathroom and there's blood all over the floor",
    "overdose": "She has taken all her tablets, the packets are empty and I can't wake her",
    "missing": "My daughter walked out barefoot in the night and her phone goes straight to voicemail",
    "violence": "He just punched his mum and he's smashing the house up",
    "weapon": "He's got a kitchen knife and he says he'll stab his dad",
    "fire": "She has set fire to the curtains and she won't let me near",
    "driving": "She grabbed the steering wheel on the motorway, I've pulled over, she's trying to get out of the car",
    "voices": "The voices are telling him to kill himself tonight",
    "not eating": "He hasn't eaten or drunk anything for four days and can't stand up",
    "lithium": "She's on lithium and she's shaking, being sick and doesn't know what day it is",
    "child": "She's holding the baby over the balcony and says he is the devil",
    "typos": "plsss help hes takin all his tablits and i cant wak him",
    "Scots": "He's awa tae the brig an says he's gonnae jump, whit dae a dae",
}
NORMAL = {
    "negation": "She's not suicidal, thank goodness, and she's eating well again",
    "idiom": "This form will be the death of me, I could murder a cuppa",
    "sport": "We got murdered 4-0 on Saturday, our keeper was shocking",
    "cooking": "He's chopping onions with the new knife for his catering course, so proud",
    "past": "In 2009 he took an overdose and nobody helped us. These days he's a postman and very happy.",
    "bereavement": "It's nine years since we lost our son to suicide. We still miss him every day.",
    "hypothetical": "What would I do if he ever went missing? He's well, I'd just like to know for our plan.",
    "quotation": 'Module 3 says: "If they tell you they want to die, stay with them." I found that very clear.',
    "services": "Does anyone know if the carer's assessment is means tested?",
    "good news": "Six months home today! He cooked tea for all of us and we laughed till we cried",
}


@pytest.mark.parametrize("family", NOW)
def test_somebody_must_look_now(family: str) -> None:
    assert assess(NOW[family], channel="message").urgency is Urgency.LOOK_NOW


@pytest.mark.parametrize("family", NORMAL)
def test_an_alarming_word_alone_wakes_nobody(family: str) -> None:
    assert assess(NORMAL[family], channel="forum").urgency is Urgency.NORMAL


def test_a_moderator_reads_who_when_and_what() -> None:
    found = assess("My son has gone missing, he walked out of the ward tonight", channel="message")

    assert any("the person you support" in each and "missing" in each for each in found.reasons)


def test_an_urgent_post_with_an_address_is_also_held() -> None:
    found = assess("Please help, he's got a knife to his throat at 14 Tern Close, Fleetwood FY7 8ZZ", channel="forum")

    assert found.urgency is Urgency.LOOK_NOW
    assert Urgency.HOLD_IDENTITY in found.also
