"""Indicators: what a number measures, read from the parse of the reduced sentence.

The answer is a noun phrase of the text: the subject of "reached", the object of "boost ... by", the noun that "a growth
of" belongs to, the thing counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.adjoining import LEVELS, headline_object, more_of, moved_object, noun_of, paid_for, said_of
from extractors.asides import bracketed, given_beside, prenominal, relative_beside, set_off_phrase
from extractors.beside import subject_beside, topic_of
from extractors.bulletins import foresees, item_before, tells
from extractors.counting import counted_phrase, is_money, is_person, traded, unit_top
from extractors.deeds import deed
from extractors.flows import all_subjects, traffic
from extractors.holdings import held
from extractors.multiples import multiplied
from extractors.objects import meant_object, relative_object
from extractors.openings import leads_in, pointed_change, subject_behind
from extractors.parsing import Parsed
from extractors.phrases import (
    Phrase,
    found_as,
    phrase_of,
    share_of,
    share_phrase,
    text_of,
    verb_phrase,
    words,
)
from extractors.records import Quantity
from extractors.trees import (
    NOUNS,
    SUBJECTS,
    case_of,
    covers,
    has_subject,
    is_nominal,
    list_top,
    noun_top,
    subject_of,
    verb_above,
)
from extractors.wholes import TIMES, of_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

AMOUNTS = ("money", "quantity", "count")
# Relations of a number to the noun whose phrase it stands in.
IN_NOUN_PHRASE = frozenset({"nummod", "compound", "amod", "nmod:poss", "nmod", "nmod:unmarked", "acl", "appos"})
IN_NOUN_PHRASE |= {"obl", "obl:unmarked", "dep", "conj", "flat", "list", "parataxis"}
QUALITY = ("JJ", "CC", "VBG", "HYPH")
NEAREST = "the nearest subject or noun before the number; the tree says nothing better"
SUBJECT_BESIDE = "the subject of the verb right before the number"
LED_IN = "the subject behind the participle that leads in"
PART_OF = "what the number is a part or an amount of"
# Prepositions before the number with which the verb's subject has a share, and with which its object has the number.
OF_SHARE = ("to", "from", "at", "below", "above", "under", "over", "near")
OF_OBJECT = ("by", "to", "at", "from", "with", "within", "below", "above", "in")


def read_indicator(parsed: Parsed, index: int, quantity: Quantity) -> Phrase | None:
    """What the quantity with this index measures; None where the tree does not say."""
    head = parsed.head_of(index)
    if head is None:
        return None
    if quantity.kind == "count":
        counted = counted_phrase(parsed, head)
        flow = traffic(parsed, head, counted) if counted is not None else None
        if flow is not None:
            return found_as(SUBJECT_BESIDE, flow)
        if counted is None or counted.text.lower() in words("unit_noun") or is_money(counted):
            if traded(head):
                return found_as("what the number counts", counted)
            measured = _measured(parsed, unit_top(head), quantity)
            named = measured is not None and not (measured.empty and is_person(measured))
            return measured if named else found_as("what the number counts", counted)
        return found_as("what the number counts", counted)
    if quantity.rule == "multiple.verb" and head.tag_.startswith("VB"):
        return found_as("what was multiplied, by the tree", multiplied(parsed, head))
    found = _measured(parsed, head, quantity)
    if found is None or not found.text:
        return _guess(parsed, head)
    if leads_in(found) and (behind := subject_behind(parsed)) is not None:
        return found_as(LED_IN, behind)
    a_noun = found.head is None or not found.head.tag_.startswith(("JJ", "RB")) or found.how == SUBJECT_BESIDE
    said = found.part and not found.empty
    return found if found.whole or said or a_noun else _guess(parsed, head)


def _guess(parsed: Parsed, head: Token) -> Phrase | None:
    phrase = found_as(NEAREST, _nearest(parsed, head))
    return replace(phrase, guessed=True) if phrase is not None else None


def _nearest(parsed: Parsed, head: Token) -> Phrase | None:
    """Where the tree gives nothing: the nearest subject before the number, else the nearest noun."""
    before = _nouns_before(parsed, head)
    before = [token for token in before if not tells(token)]
    noun = next((token for token in before if token.dep_ in SUBJECTS), next(iter(before), None))
    return phrase_of(parsed, noun_top(noun), without=head) if noun is not None else None


def _nouns_before(parsed: Parsed, token: Token) -> list[Token]:
    """The nouns before a token that stand for no quantity, the nearest first."""
    before = reversed(parsed.words[: token.i])
    return [noun for noun in before if noun.tag_.startswith("NN") and parsed.quantity_at(noun) < 0]


@dataclass(frozen=True)
class _Place:
    """A number in the tree: `top` heads the list it belongs to, `of` is the noun of "71% of the benefits"."""

    parsed: Parsed
    top: Token
    quantity: Quantity
    of: Phrase | None

    @property
    def share(self) -> Phrase | None:
        """What the number is a percentage of."""
        return self.of if self.quantity.kind == "percentage" else None

    def phrase(self, noun: Token) -> Phrase | None:
        """The phrase of a noun without the number."""
        return phrase_of(self.parsed, noun, without=self.top)


def _measured(parsed: Parsed, head: Token, quantity: Quantity) -> Phrase | None:
    """What a percentage, an amount or a number without a noun says something about."""
    place = _Place(parsed, list_top(head), quantity, of_phrase(parsed, head, quantity))
    aside = _aside(parsed, head, place)
    if aside is not None:
        return found_as("the noun right beside the number", aside)
    beside = subject_beside(parsed, head)
    vague = beside is not None and (_is_goal(beside) or (beside.empty and place.quantity.kind in AMOUNTS))
    if vague and place.share is None and place.of is not None:
        return found_as(PART_OF, place.of)  # "our goal is 50 million tonnes of hydrogen"
    if beside is not None:
        named = share_of(beside, place.share) if place.share is not None else beside
        return found_as(SUBJECT_BESIDE, named)
    moved = moved_object(parsed, head)
    if moved is not None:
        return found_as("the object of the verb that moves it to the number", moved)
    found = _by_relation(place)
    somebody = found is not None and found.head is not None and tells(found.head)
    return _guess(parsed, head) if somebody else found


def _aside(parsed: Parsed, head: Token, place: _Place) -> Phrase | None:
    """What the words right beside the number say, which are surer than the tree."""
    pointed = pointed_change(parsed, head)
    if pointed is not None:
        return pointed
    if place.quantity.kind == "percentage":
        given = given_beside(parsed, head) or more_of(parsed, head) or said_of(parsed, head)
        given = given or (headline_object(parsed, head) if place.quantity.unit in ("bp", "pp") else None)
        if given is not None:
            return given
    if place.quantity.kind == "money" and (given := given_beside(parsed, head, money=True)) is not None:
        return given
    if place.quantity.kind == "multiple" and (more := more_of(parsed, head)) is not None:
        return more
    return (
        item_before(parsed, head)
        or bracketed(parsed, head)
        or set_off_phrase(parsed, place.top)
        or prenominal(parsed, head)
        or relative_beside(parsed, head)
        or paid_for(parsed, head)
        or held(parsed, head, place.quantity.kind == "percentage")
        or _noun_of(parsed, head, place)
    )


def _noun_of(parsed: Parsed, head: Token, place: _Place) -> Phrase | None:
    """The noun right before "of" and the number, where the tree hangs the number on something else."""
    named = noun_of(parsed, head) if place.share is None else None
    if named is None or named.head is None:
        return None
    above = place.top.head
    return named if above.i != named.head.i or has_subject(above) else None


def _is_goal(phrase: Phrase) -> bool:
    return phrase.head is not None and phrase.head.lower_ in ("goal", "target", "aim", "objective", "plan", "task")


def _by_relation(place: _Place) -> Phrase | None:
    """What the relation of the number to the word above it says."""
    top, governor = place.top, place.top.head
    if top.dep_ in ("nsubj", "nsubj:pass"):
        vague = place.of is not None and place.of.empty and place.of.text not in ("which", "whom")  # "half of the sum"
        told = None if vague else found_as(PART_OF, place.of)
        predicate = found_as("what is said of the number, its subject", _of_predicate(place, governor))
        return told or predicate or found_as(PART_OF, place.of)
    if top.dep_ == "ROOT" or governor.i == top.i:
        return found_as("the subject that the number is said of, by the tree", _of_root(place))
    if is_nominal(governor) and top.dep_ in IN_NOUN_PHRASE and not has_subject(governor):
        found = _of_noun(place, governor)
        if found is not None:
            return found_as(f'the noun phrase around the number, of "{governor.text}", by the tree', found)
    verb = verb_above(top)
    if verb is None:
        return found_as(PART_OF, place.of)
    return found_as(f'what goes with the verb "{verb.text}" above the number, by the tree', _of_verb(place, verb))


def _of_predicate(place: _Place, predicate: Token) -> Phrase | None:
    """The number is the subject: "300 billion yuan is earmarked for schools", "60% were women"."""
    if predicate.tag_.startswith("NN"):
        return place.phrase(predicate)
    if predicate.tag_ in ("JJ", "VBG") and place.quantity.kind == "percentage":
        quality = _quality(place, predicate)
        if quality is not None:
            return quality
    phrase = verb_phrase(place.parsed, predicate, place.top)
    if place.quantity.kind == "percentage":
        return replace(phrase or Phrase(predicate.text, predicate, empty=True), part=True)
    return phrase


def _quality(place: _Place, predicate: Token) -> Phrase | None:
    """What a part is: "a further 71% are [elderly]", "71% are [pregnant or breastfeeding women]"."""
    tokens, end = place.parsed.words, predicate.i + 1
    while end < len(tokens) and (tokens[end].tag_ in QUALITY or tokens[end].tag_ in NOUNS):
        end += 1
    being = any(child.dep_ == "cop" for child in predicate.children)
    text = text_of(tokens[predicate.i : end])
    return Phrase(text, predicate, part=True) if being and text else None


def _of_root(place: _Place) -> Phrase | None:
    """The number is the predicate ("the rate was 71%") or the sentence has no verb."""
    parsed, top = place.parsed, place.top
    subject = next((child for child in top.children if child.dep_ in SUBJECTS and child.i < top.i), None)
    if subject is not None:
        return share_phrase(parsed, subject, place.share) if place.share is not None else phrase_of(parsed, subject)
    if place.of is not None:
        return place.of
    done = [child for child in top.children if child.dep_ == "acl" and child.tag_ == "VBN" and child.i > top.i]
    if done:
        return verb_phrase(parsed, done[0], top)  # "- Over 71 dollars [invested in flood defences]"
    nouns = _nouns_before(parsed, top)
    return phrase_of(parsed, noun_top(nouns[0])) if nouns else None


def _of_noun(place: _Place, noun: Token) -> Phrase | None:
    """The number stands inside a noun phrase: "revenues of 71 dollars", "a 71% rise", "the 71% surcharge"."""
    if place.parsed.quantity_at(noun) >= 0:
        return None
    if noun.lower_ in words("pure_change_noun"):
        return _changed(place, noun)
    if noun.lower_ in words("milestone"):
        return _of_milestone(place, noun)
    if place.of is not None and (noun.lower_ in words("container_noun") or place.quantity.kind in AMOUNTS):
        return place.of
    phrase = place.phrase(noun)
    only_level = noun.lower_ in LEVELS and not _is_named(noun)  # "was revised to a rate of 71%"
    held = phrase is not None and (only_level or (phrase.empty and noun.lower_ in words("container_noun")))
    if held and noun.dep_ in ("obj", "obl"):
        verb = verb_above(noun)  # "will invest a total of 71 dollars"
        return _of_verb(replace(place, top=noun), verb) if verb is not None else phrase
    if phrase is not None and phrase.empty and place.quantity.kind == "money" and noun.dep_.startswith("nsubj"):
        told = verb_phrase(place.parsed, noun.head, noun)  # "a sum of 71 dollars was [set aside for schools]"
        if told is not None:
            return told
    if phrase is not None and phrase.empty and place.share is not None and noun.lower_ in words("share_noun"):
        return Phrase(f"{noun.text} of {place.share.text}", noun)  # "reach a share of 71% of renewables"
    if phrase is None or noun.lower_ in words("container_noun"):
        return phrase
    owner = _owner(place.parsed, noun)
    owned = any(child.dep_ in ("nmod", "nmod:poss") and child.i != place.top.i for child in noun.children)
    return phrase if owner is None or owned else Phrase(f"{owner.text} {phrase.text}", noun)


def _is_named(noun: Token) -> bool:
    """Whether a noun before a rate or a low says of what it is: "jobless rate", but "annual rate", "four-year low"."""
    ranked = noun.lower_ not in ("rate", "range", "pace", "level")
    before = (child for child in noun.children if child.i < noun.i and child.tag_.startswith("NN"))
    return any(not (ranked and child.lower_ in (*TIMES, "time", "record")) for child in before)


def _of_milestone(place: _Place, noun: Token) -> Phrase | None:
    """What passed the mark that the number names: "the irrigated area has passed the 72-million-hectare mark"."""
    verb = verb_above(noun)
    subject = subject_of(verb) if verb is not None else None
    return phrase_of(place.parsed, subject) if subject is not None else None


def _owner(parsed: Parsed, noun: Token) -> Phrase | None:
    """The subject that has the noun: "the industry achieved revenues of"."""
    if noun.dep_ == "obj" and noun.head.lower_ in words("have_verb") and not foresees(noun.head):
        subject = subject_of(noun.head)
        if subject is not None:
            phrase = phrase_of(parsed, subject)
            return phrase if phrase is not None and not phrase.empty else None
    return None


def _changed(place: _Place, noun: Token) -> Phrase | None:
    """What a noun of change is about: "growth of 71% in exports", "CPI increase of 71%", "saw a 71% rise"."""
    complement = _changed_complement(place, noun)
    if complement is not None:
        return phrase_of(place.parsed, complement)
    if any(_names_change(place, child, noun) for child in noun.children):
        return place.phrase(noun)
    verb = verb_above(noun)
    if verb is not None and verb.lower_ in words("expect_verb"):
        return Phrase(noun.text, noun)
    subject = subject_of(verb) if verb is not None else None
    aloof = noun.dep_ == "nmod" and noun.head.tag_.startswith("NN") and case_of(noun) == "of"
    if subject is not None and subject.i != noun.i and not covers(subject, noun) and not aloof:
        return all_subjects(place.parsed, subject, verb)
    own = noun.dep_ == "nmod" and any(child.dep_ == "amod" for child in noun.children)
    return place.phrase(noun) if own else Phrase(noun.text, noun, empty=True)  # "on top of a cumulative contraction"


def _changed_complement(place: _Place, noun: Token) -> Token | None:
    """The noun behind a preposition, after the noun of change ("growth in exports") or the number ("71% in it")."""
    top = place.top
    for child in noun.children:
        behind = child.i > noun.i and child.i != top.i and child.dep_ in ("nmod", "obl")
        if behind and case_of(child) in ("of", "in", "for") and not covers(child, top):
            return child
    for child in top.children:
        behind = child.i > top.i and child.dep_ in ("nmod", "obl")
        if behind and case_of(child) == "in" and place.parsed.quantity_at(child) < 0:
            return child
    return None


def _names_change(place: _Place, child: Token, noun: Token) -> bool:
    """Whether a noun before a noun of change says what changed: "CPI increase"."""
    nominal = child.dep_ in ("compound", "nmod:poss", "amod", "nmod") and child.tag_.startswith("NN")
    return nominal and child.i < noun.i and place.parsed.quantity_at(child) < 0


def _of_verb(place: _Place, verb: Token) -> Phrase | None:
    """The number depends on a verb, as its object or oblique."""
    parsed, top = place.parsed, place.top
    subject, obj, case = _subject(parsed, verb), _object(place, verb), _case_below(verb, top)
    obj = meant_object(verb, obj) if obj is not None else relative_object(verb)
    if obj is None and place.of is None and place.quantity.kind != "count" and foresees(verb):
        return Phrase(verb.text, verb, empty=True)  # "the bank cut its forecast for growth, and [expects] 71%"
    if place.share is not None:
        owner = obj if obj is not None else subject
        direct = _measures(verb) or case in OF_SHARE
        return share_phrase(parsed, owner, place.share) if owner is not None and direct else place.of
    lived = verb.lower_ in words("have_verb") or verb.lower_ in ("see", "sees", "saw", "seen")
    if lived and obj is not None and subject is not None and case == "to" and obj.lower_ in words("pure_change_noun"):
        return phrase_of(parsed, subject)  # "spending has seen a steep increase to 71 dollars"
    if obj is not None and place.of is not None and obj.i > top.i and top.dep_ == "obj":
        return place.of  # "achieve 71 GW of solar energy, more than the target"
    if obj is not None and (case is None or case in OF_OBJECT):
        return place.phrase(obj)
    asked = place.quantity.kind == "money" and verb.lower_ in words("asking_verb")
    reached = case in ("to", "at") and subject is not None and verb.lower_ in words("subject_verb")
    if place.of is not None and not asked and not reached:
        return place.of
    if subject is None:
        return verb_phrase(parsed, verb, top)
    acting = top.dep_ == "obj" or (top.dep_ == "obl" and case in ("on", "for", "into", "over"))
    moved = subject.dep_ == "nsubj:pass" and verb.lower_ in words("moving_verb")  # "the forecast was raised 71 tonnes"
    acted = acting and not moved and place.quantity.kind in AMOUNTS and not _measures(verb)
    if place.quantity.kind == "money":
        done = deed(parsed, verb, subject, top)
        if done is not None:
            return done
    return (verb_phrase(parsed, verb, top) if acted else None) or phrase_of(parsed, subject)


def _subject(parsed: Parsed, verb: Token) -> Token | None:
    """The subject of a verb; for a pronoun the noun of the sentence that it points to."""
    subject = subject_of(verb)
    return topic_of(parsed, subject) if subject is not None and subject.lower_ in words("pronoun") else subject


def _object(place: _Place, verb: Token) -> Token | None:
    """The object of a verb beside the number: "raised [the rate] by 71 points"."""
    second = place.top.dep_ == "obj"  # of two objects the first is the one who gets or pays: "costs firms 71 dollars"
    objects = (child for child in verb.children if child.dep_ == "obj" and not (second and child.i < place.top.i))
    objects = (obj for obj in objects if not _apposed(place, verb, obj))
    return next((obj for obj in objects if place.parsed.quantity_at(obj) < 0 and not covers(obj, place.top)), None)


def _apposed(place: _Place, verb: Token, noun: Token) -> bool:
    """Whether a noun behind a comma only says more of the number: "took in 71 tonnes, the largest amount ever"."""
    behind = noun.i > place.top.i
    if not behind and noun.lower_ in words("pure_change_noun"):  # "edged down, a third straight decline, to 71 points"
        return any(token.text == "," for token in place.parsed.words[verb.i : noun.i])
    return behind and (
        noun.lower_ in words("pronoun") or any(token.text == "," for token in place.parsed.words[place.top.i : noun.i])
    )


def _measures(verb: Token) -> bool:
    """Whether a verb ties its subject to a number: "reached 71%", "accounts for 71%"."""
    return verb.lower_ in words("share_verb") or verb.lower_ in words("measure_verb")


def _case_below(verb: Token, top: Token) -> str | None:
    """The preposition that leads from the verb to the number."""
    below = next((child for child in verb.children if covers(child, top)), None)
    return case_of(top) or (case_of(below) if below is not None else None)
