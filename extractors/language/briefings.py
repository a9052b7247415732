"""Training sentences in the style of briefings, written by a small grammar together with their trees.

Treebanks hold few sentences such as "the penetration rate of e-commerce reached 71%, exports of steel hit 71 tonnes".
The grammar composes noun phrases, quantities and clauses as Universal Dependencies trees from lists of words, in the
reduced form in which the program parses sentences (see extractors/parsing.py). Nothing here is taken from a document.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@dataclass
class Node:
    """A word with its tag, its relation to its head, and its dependents left and right of it in order."""

    form: str
    tag: str
    rel: str = "root"
    left: list[Node] = field(default_factory=list)
    right: list[Node] = field(default_factory=list)
    glued: bool = False  # no space behind it

    def words(self) -> list[Node]:
        return (
            [word for node in self.left for word in node.words()]
            + [self]
            + [word for node in self.right for word in node.words()]
        )

    def last(self) -> Node:
        return self.words()[-1]


def conllu(root: Node) -> str:
    """A tree as a sentence of CoNLL-U."""
    words = root.words()
    number = {id(word): index for index, word in enumerate(words, 1)}
    head: dict[int, int] = {id(root): 0}
    for word in words:
        for child in word.left + word.right:
            head[id(child)] = number[id(word)]
    return "\n".join(
        f"{number[id(word)]}\t{word.form}\t_\tX\t{word.tag}\t_\t{head[id(word)]}\t{word.rel}\t_\t"
        f"{'SpaceAfter=No' if word.glued else '_'}"
        for word in words
    )


class Grammar:
    """Draws trees with one random generator, so that a seed gives the same sentences."""

    def __init__(self, seed: int, lexicon: dict[str, list[str]] | None = None) -> None:
        """`lexicon`: words of a treebank by tag, so that the constructions do not hang on the few words listed here."""
        self.rng = random.Random(seed)
        self.lexicon = lexicon or {}

    def word(self, tag: str, words: list[str]) -> str:
        """One of our words, or often one of the treebanks' with the same tag."""
        other = self.lexicon.get(tag)
        return self.one(other) if other and self.chance(0.45) else self.one(words)

    def pick(self, *choices: object) -> object:
        return self.rng.choice(choices)

    def one(self, words: list[str]) -> str:
        return self.rng.choice(words)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    # --- noun phrases ---

    def np(self, rel: str, depth: int = 0, case: str | None = None) -> Node:
        kind = self.rng.random()
        if kind < 0.04:
            node = Node("value", "NN", rel)
            self.modify(node, determined=True)
            node.right += [Node("added", "VBN", "acl"), self.np("nmod", 2, self.one(["of", "in"]))]
            if case:
                node.left.insert(0, Node(case, "IN", "case"))
            return node
        if kind < 0.5 or depth > 1:
            node = Node(self.word("NN", WORDS["heads"]), "NN", rel)
        elif kind < 0.75:
            node = Node(self.word("NNS", WORDS["plurals"]), "NNS", rel)
        else:
            node = Node(self.one(WORDS["things"]), "NN", rel)
        self.modify(node, determined=node.tag == "NN")
        if depth < 2 and self.chance(0.55 - 0.25 * depth):
            self.complement(node, depth)
        if case:
            node.left.insert(0, Node(case, "IN", "case"))
        return node

    def modify(self, node: Node, determined: bool) -> None:
        """Determiner or owner, adjectives, compounds before a noun."""
        before: list[Node] = []
        roll = self.rng.random()
        if roll < 0.45 and determined:
            before.append(Node("the", "DT", "det"))
        elif roll < 0.55:
            owner = Node(self.one(WORDS["proper"]), "NNP", "nmod:poss", glued=True)
            owner.right.append(Node("'s", "POS", "case"))
            before.append(owner)
        elif roll < 0.6:
            before.append(Node(self.one(["its", "their", "our"]), "PRP$", "nmod:poss"))
        elif roll < 0.64:
            before.append(Node(self.one(WORDS["proper"]), "NNP", "compound"))
        before += [
            Node(self.word("JJ", WORDS["adjectives"]), "JJ", "amod") for _ in range(self.rng.choice([0, 0, 1, 1, 2]))
        ]
        before += [
            Node(self.word("NN", WORDS["compounds"]), "NN", "compound") for _ in range(self.rng.choice([0, 0, 1, 1, 2]))
        ]
        if self.chance(0.12):
            before.append(self.hyphenated())
        node.left += before

    def hyphenated(self) -> Node:
        """ "high-speed", "internet-based": three words to the treebanks."""
        first, second = self.one(WORDS["hyphenated"]).split("-")
        if second in ("based", "oriented", "owned", "related", "driven", "saving", "led", "funded", "generating"):
            node = Node(second, "VBG" if second.endswith("ing") else "VBN", "amod")
            node.left.append(Node(first, "NN", "compound", right=[Node("-", "HYPH", "punct", glued=True)], glued=True))
        else:
            node = Node(second, "NN", "compound")
            node.left.append(Node(first, "JJ", "amod", right=[Node("-", "HYPH", "punct", glued=True)], glued=True))
        return node

    def complement(self, node: Node, depth: int) -> None:
        roll = self.rng.random()
        if roll < 0.55:
            inner = self.np("nmod", depth + 1, self.one(["of", "of", "of", "in", "for", "with", "from", "to"]))
            if self.chance(0.25):
                self.coordinate(inner, lambda: self.np("conj", 2))
            node.right.append(inner)
        elif roll < 0.7:
            node.right.append(
                Node(
                    self.one(WORDS["proper"]),
                    "NNP",
                    "nmod",
                    left=[Node(self.one(["with", "in", "from", "to"]), "IN", "case")],
                )
            )
        elif roll < 0.8:
            verb = Node(
                self.one(["applying", "using", "adopting", "promoting", "building", "developing"]),
                "VBG",
                "acl",
                left=[Node("of", "IN", "mark")],
            )
            tools = Node(
                self.one(["tools", "services", "platforms", "networks", "systems"]),
                "NNS",
                "obj",
                left=[Node(self.word("JJ", WORDS["adjectives"]), "JJ", "amod")],
            )
            verb.right.append(tools)
            node.right.append(verb)
        elif roll < 0.9:
            noun = self.counted("nmod")
            noun.left.insert(0, Node("of", "IN", "case"))
            verb = Node(self.one(["engaged", "involved", "employed", "enrolled", "located"]), "VBN", "acl")
            obl = self.np("obl", 2, "in")
            if self.chance(0.5):
                self.coordinate(obl, lambda: self.np("conj", 2))
            verb.right.append(obl)
            noun.right.append(verb)
            node.right.append(noun)
        else:
            noun = self.counted("nmod")
            noun.left.insert(0, Node(self.one(["for", "of", "among"]), "IN", "case"))
            node.right.append(noun)

    def counted(self, rel: str) -> Node:
        node = Node(self.word("NNS", WORDS["counted"]), "NNS", rel)
        node.left += [
            Node(self.word("JJ", WORDS["adjectives"]), "JJ", "amod") for _ in range(self.rng.choice([0, 1, 1]))
        ]
        node.left += [
            Node(self.one(WORDS["compounds"] + WORDS["things"]), "NN", "compound")
            for _ in range(self.rng.choice([0, 0, 1]))
        ]
        return node

    def coordinate(self, node: Node, make: object, members: int = 0) -> None:
        """ "A, B and C" under the first member."""
        count = members or self.rng.choice([2, 2, 3])
        for at in range(1, count):
            item = make()  # type: ignore[operator]
            item.rel = "conj"
            joint = [Node("and", "CC", "cc")] if at == count - 1 else [Node(",", ",", "punct")]
            item.left = joint + item.left
            node.right.append(item)

    # --- quantities ---

    def number(self) -> str:
        return (
            "71"
            if self.chance(0.75)
            else str(self.rng.choice([self.rng.randint(2, 999), round(self.rng.uniform(0, 99), 1)]))
        )

    def quantity(self, rel: str, case: str | None = None, of: bool = False) -> Node:
        """71% · 71 dollars · 71 tonnes · 71 points, with qualifier and "of" phrase."""
        form, tag = self.rng.choice(
            [
                ("%", "NN"),
                ("%", "NN"),
                ("%", "NN"),
                ("dollars", "NNS"),
                ("dollars", "NNS"),
                ("tonnes", "NNS"),
                ("points", "NNS"),
            ]
        )
        number = Node(self.number(), "CD", "nummod", glued=form == "%")
        self.qualify(number)
        node = Node(form, tag, rel, left=[number])
        if case:
            node.left.insert(0, Node(case, "IN", "case"))
        if of:
            node.right.append(self.np("nmod", 1, "of"))
        return node

    def qualify(self, number: Node) -> None:
        roll = self.rng.random()
        if roll < 0.14:
            number.left.append(Node("more", "JJR", "advmod", right=[Node("than", "IN", "fixed")]))
        elif roll < 0.3:
            number.left.append(
                Node(
                    self.one(["nearly", "about", "over", "around", "almost", "some", "roughly", "approximately"]),
                    "RB",
                    "advmod",
                )
            )
        elif roll < 0.35:
            number.left.append(Node("least", "JJS", "nmod", left=[Node("at", "IN", "case")]))

    def count(self, rel: str) -> Node:
        node = self.counted(rel)
        number = Node(self.number(), "CD", "nummod")
        self.qualify(number)
        node.left.insert(0, number)
        return node

    # --- clauses ---

    def subject(self, rel: str = "nsubj") -> Node:
        node = self.np(rel)
        roll = self.rng.random()
        if roll < 0.1:
            self.coordinate(node, lambda: self.np("conj", 1))
        elif roll < 0.17:
            other = self.np("appos", 2)
            other.left.insert(0, Node(",", ",", "punct"))
            other.right.append(Node(",", ",", "punct"))
            node.right.append(other)
        elif roll < 0.23:
            node.right.append(self.relative())
        elif roll < 0.3:
            node = Node(self.one(["it", "they", "this"]), "PRP", rel)
        return node

    def relative(self) -> Node:
        """ ", which rose last, " and ", in which the chain is longer, "."""
        if self.chance(0.5):
            verb = Node(
                self.one(["includes", "covers", "supports", "excludes"]),
                "VBZ",
                "acl:relcl",
                left=[Node(",", ",", "punct"), Node("which", "WDT", "nsubj")],
            )
            verb.right += [self.np("obj", 2), Node(",", ",", "punct")]
            return verb
        predicate = Node(self.one(["longer", "smaller", "lower", "strong", "weak", "stable"]), "JJ", "acl:relcl")
        which = Node("which", "WDT", "obl", left=[Node("in", "IN", "case")])
        predicate.left += [Node(",", ",", "punct"), which, self.np("nsubj", 2), Node("is", "VBZ", "cop")]
        predicate.right.append(Node(",", ",", "punct"))
        return predicate

    def agent(self, rel: str = "nsubj") -> Node:
        det, noun = self.rng.choice(WORDS["orgs"])
        tag = (
            "PRP"
            if noun in ("we", "they")
            else "NNP"
            if noun[0].isupper()
            else "NNS"
            if noun.endswith("s") and noun != "customs"
            else "NN"
        )
        return Node(noun, tag, rel, left=[Node(det, "DT", "det")] if det else [])

    def clause(self, rel: str = "root") -> Node:
        makers = [
            self.measured,
            self.measured,
            self.moved_to,
            self.moved_by,
            self.stood,
            self.was,
            self.moved_object,
            self.made,
            self.made,
            self.saw,
            self.passive,
            self.share_of,
            self.planned,
            self.planned,
            self.numbered_list,
            self.achieved,
            self.numbered_list,
            self.expected,
            self.compared,
            self.foreseen,
            self.noted,
            self.including,
        ]
        node = self.rng.choice(makers)()
        node.rel = rel
        return node

    def auxiliary(self, past: str, base: str) -> tuple[str, str, list[Node]]:
        """The verb form with its auxiliaries: "reached", "has reached", "had reached", "will reach"."""
        roll = self.rng.random()
        if roll < 0.72:
            return past, "VBD", []
        if roll < 0.8:
            return past, "VBN", [Node(self.one(["has", "have"]), "VBZ", "aux")]
        if roll < 0.85:
            return past, "VBN", [Node("had", "VBD", "aux")]
        return base, "VB", [Node(self.one(["will", "would", "should"]), "MD", "aux")]

    def measured(self) -> Node:
        verb = self.one(WORDS["measure"])
        base = {
            "hit": "hit",
            "totaled": "total",
            "exceeded": "exceed",
            "surpassed": "surpass",
            "topped": "top",
            "averaged": "average",
            "neared": "near",
            "numbered": "number",
            "registered": "register",
            "touched": "touch",
        }.get(verb, "reach")
        form, tag, aux = self.auxiliary(verb, base)
        return Node(form, tag, left=[self.subject(), *aux], right=[self.quantity("obj", of=self.chance(0.1))])

    def moved_to(self) -> Node:
        verb = self.one(WORDS["to_verbs"])
        return Node(
            verb,
            "VBD",
            left=[self.subject()],
            right=[self.quantity("obl", self.one(["to", "to", "to", "from"]), of=self.chance(0.25))],
        )

    def moved_by(self) -> Node:
        verb = self.one(WORDS["by_verbs"])
        if self.chance(0.5):
            return Node(verb, "VBD", left=[self.subject()], right=[self.quantity("obl", "by")])
        adverb = [Node(self.one(WORDS["adverbs"]), "RB", "advmod")] if self.chance(0.25) else []
        return Node(verb, "VBD", left=[self.subject()], right=[*adverb, self.quantity("obl:unmarked")])

    def stood(self) -> Node:
        verb, case = self.rng.choice(
            [
                ("stood", "at"),
                ("amounted", "to"),
                ("accounted", "for"),
                ("came", "to"),
                ("stands", "at"),
                ("accounts", "for"),
                ("remained", "at"),
                ("settled", "at"),
            ]
        )
        tag = "VBZ" if verb.endswith("s") and verb not in ("rose",) else "VBD"
        return Node(verb, tag, left=[self.subject()], right=[self.quantity("obl", case, of=verb.startswith("account"))])

    def was(self) -> Node:
        node = self.quantity("root", of=self.chance(0.15))
        node.left = [self.subject(), Node(self.one(["was", "were", "is", "are"]), "VBD", "cop"), *node.left]
        return node

    def moved_object(self) -> Node:
        base, past, _ = self.rng.choice(WORDS["move_verbs"])
        form, tag, aux = self.auxiliary(past, base)
        node = Node(
            form, tag, left=[self.agent(), *aux], right=[self.np("obj"), self.quantity("obl", self.one(["by", "to"]))]
        )
        if self.chance(0.15):
            node.right.append(self.quantity("obl", "from"))
        return node

    def made(self) -> Node:
        base, past, _ = self.rng.choice(WORDS["make_verbs"])
        form, tag, aux = self.auxiliary(past, base)
        obj = self.count("obj") if self.chance(0.5) else self.quantity("obj", of=True)
        if self.chance(0.3):
            obj.right += self.joined(self.count("conj") if self.chance(0.5) else self.quantity("conj", of=True))
        node = Node(form, tag, left=[self.agent(), *aux], right=[obj])
        if self.chance(0.3):
            node.right.append(self.np("obl", 2, self.one(["in", "for", "across", "to", "on"])))
        return node

    def joined(self, item: Node) -> list[Node]:
        item.left = [Node("and", "CC", "cc"), *item.left]
        return [item]

    def saw(self) -> Node:
        change = Node(self.one(WORDS["change"]), "NN", "obj")
        if self.chance(0.5):
            change.left.append(Node("a", "DT", "det"))
            change.right.append(self.quantity("nmod", "of"))
        else:
            quantity = self.quantity("compound")
            change.left += [Node("a", "DT", "det"), quantity]
        if self.chance(0.4):
            change.right.append(self.np("nmod", 1, "in"))
        return Node(
            self.one(["saw", "posted", "registered", "recorded", "reported"]),
            "VBD",
            left=[self.subject()],
            right=[change],
        )

    def passive(self) -> Node:
        if self.chance(0.6):
            subject = self.count("nsubj:pass") if self.chance(0.6) else self.quantity("nsubj:pass", of=True)
            _, _, participle = self.rng.choice(WORDS["make_verbs"])
        else:
            subject = self.np("nsubj:pass")
            _, _, participle = self.rng.choice(WORDS["move_verbs"])
        helpers = (
            [Node(self.one(["was", "were"]), "VBD", "aux:pass")]
            if self.chance(0.6)
            else [Node("will", "MD", "aux"), Node("be", "VB", "aux:pass")]
        )
        node = Node(participle, "VBN", left=[subject, *helpers])
        if (
            subject.left
            and not any(child.tag == "CD" for child in subject.left)
            and subject.form not in ("%", "dollars", "tonnes", "points")
        ):
            node.right.append(self.quantity("obl", "by"))
        elif self.chance(0.4):
            node.right.append(self.np("obl", 2, self.one(["in", "for", "across"])))
        return node

    def share_of(self) -> Node:
        node = self.quantity("nsubj", of=True)
        verb, case = self.rng.choice([("went", "to"), ("came", "from"), ("belong", "to"), ("goes", "to")])
        return Node(verb, "VBD", left=[node], right=[self.np("obl", 2, case)])

    def planned(self) -> Node:
        inner = self.rng.choice([self.made, self.moved_object])()
        verb, tag = self.rng.choice(
            [
                ("plans", "VBZ"),
                ("aims", "VBZ"),
                ("pledged", "VBD"),
                ("wants", "VBZ"),
                ("intends", "VBZ"),
                ("vowed", "VBD"),
                ("seeks", "VBZ"),
            ]
        )
        base = {past: base for base, past, _ in WORDS["make_verbs"] + WORDS["move_verbs"]}
        subject = inner.left[0]
        inner.form, inner.tag, inner.rel = base.get(inner.form, inner.form), "VB", "xcomp"
        inner.left = [Node("to", "TO", "mark")]
        if self.chance(0.5):
            inner.right.append(Node(str(self.rng.randint(2024, 2035)), "CD", "obl", left=[Node("by", "IN", "case")]))
        return Node(verb, tag, left=[subject], right=[inner])

    def expected(self) -> Node:
        inner = Node(
            self.one(["reach", "exceed", "hit", "total", "average"]),
            "VB",
            "xcomp",
            left=[Node("to", "TO", "mark")],
            right=[self.quantity("obj")],
        )
        return Node(
            self.one(["expected", "projected", "forecast"]),
            "VBN",
            left=[self.subject("nsubj:pass"), Node(self.one(["is", "was", "are"]), "VBZ", "aux:pass")],
            right=[inner],
        )

    def compared(self) -> Node:
        """ "clearance time was 71% shorter" """
        node = Node(
            self.one(WORDS["more"]),
            "JJR",
            left=[self.subject(), Node(self.one(["was", "were", "is", "are"]), "VBD", "cop")],
        )
        node.left.append(self.quantity("obl:unmarked"))
        if self.chance(0.4):
            than = self.np("obl", 2, "than")
            node.right.append(than)
        return node

    def foreseen(self) -> Node:
        """ "staff expect growth to reach 71%", "the bank sees inflation averaging 71%" """
        noun, tag = self.rng.choice(
            [("staff", "NN"), ("analysts", "NNS"), ("economists", "NNS"), ("bank", "NN"), ("fund", "NN"), ("we", "PRP")]
        )
        agent = Node(noun, tag, "nsubj", left=[Node("the", "DT", "det")] if noun in ("bank", "fund") else [])
        verb = Node(self.one(["expect", "see", "forecast", "project"]), "VBP", left=[agent])
        if self.chance(0.5):
            inner = Node(
                self.one(["reach", "average", "exceed", "hit", "rise", "grow", "fall"]),
                "VB",
                "xcomp",
                left=[Node("to", "TO", "mark")],
            )
        else:
            inner = Node(self.one(["averaging", "growing", "reaching", "rising", "falling"]), "VBG", "xcomp")
        change = inner.form in ("rise", "grow", "fall", "growing", "rising", "falling")
        inner.right.append(self.quantity("obl", self.one(["by", "to"])) if change else self.quantity("obj"))
        if self.chance(0.3):
            inner.right[0].right.append(
                Node("%", "NN", "conj", left=[Node("and", "CC", "cc"), Node("71", "CD", "nummod", glued=True)])
            )
        verb.right = [self.np("obj"), inner]
        return verb

    def noted(self) -> Node:
        """ "it is worth noting that the decline was 71%" """
        inner = self.rng.choice([self.measured, self.moved_by, self.moved_to, self.was, self.stood])()
        inner.rel = "ccomp"
        inner.left = [Node("that", "IN", "mark"), *inner.left]
        noting = Node(self.one(["noting", "mentioning", "stressing"]), "VBG", "csubj", right=[inner])
        return Node("worth", "JJ", left=[Node("it", "PRP", "expl"), Node("is", "VBZ", "cop")], right=[noting])

    def including(self) -> Node:
        """ "we built 71 clinics, including 71 in villages" """
        node = self.made()
        part = self.count("obl") if self.chance(0.6) else Node("71", "CD", "obl", right=[self.np("nmod", 2, "in")])
        part.left = [Node(",", ",", "punct"), Node("including", "VBG", "case"), *part.left]
        node.right.append(part)
        return node

    def numbered_list(self) -> Node:
        """ "output of A, B and C grew by 71%, 71% and 71%, respectively" """
        count = self.rng.choice([2, 2, 3])
        subject = Node(self.one(WORDS["heads"] + WORDS["plurals"]), "NN", "nsubj", left=[Node("the", "DT", "det")])
        first = self.np("nmod", 2, "of")
        self.coordinate(first, lambda: self.np("conj", 2), count)
        subject.right.append(first)
        verb, case, rel = self.rng.choice(
            [
                ("reached", None, "obj"),
                ("hit", None, "obj"),
                ("grew", "by", "obl"),
                ("fell", "by", "obl"),
                ("rose", "to", "obl"),
                ("rose", None, "obl:unmarked"),
                ("stood", "at", "obl"),
            ]
        )
        amount = self.quantity(rel, case)
        for at in range(1, count):
            item = Node(amount.form, amount.tag, "conj", left=[Node("71", "CD", "nummod", glued=amount.form == "%")])
            item.left = ([Node("and", "CC", "cc")] if at == count - 1 else [Node(",", ",", "punct")]) + item.left
            amount.right.append(item)
        node = Node(verb, "VBD", left=[subject], right=[amount])
        if self.chance(0.7):
            node.right.append(Node("respectively", "RB", "advmod", left=[Node(",", ",", "punct")]))
        return node

    def achieved(self) -> Node:
        noun = Node(
            self.one(["revenues", "profits", "sales", "output", "turnover", "income"]),
            "NNS",
            "obj",
            left=[Node(self.one(["operating", "total", "net", "annual"]), "JJ", "amod")],
        )
        noun.right.append(self.quantity("nmod", "of"))
        form, tag, aux = self.auxiliary("achieved", "achieve")
        return Node(form, tag, left=[self.subject(), *aux], right=[noun])

    # --- sentences ---

    def sentence(self) -> Node:
        roll = self.rng.random()
        if roll < 0.12:
            root = self.fragment()
        elif roll < 0.45:
            root = self.clause()
        elif roll < 0.65:
            root = self.clause()
            other = self.clause("conj")
            other.left = [Node(",", ",", "punct"), Node(self.one(["and", "and", "but"]), "CC", "cc"), *other.left]
            root.right.append(other)
        elif roll < 0.75:
            root = self.clause()
            other = self.clause("advcl")
            other.left = [
                Node(",", ",", "punct"),
                Node(self.one(["while", "although", "as"]), "IN", "mark"),
                *other.left,
            ]
            root.right.append(other)
        elif roll < 0.8:
            root = self.clause()
            other = self.clause("parataxis")
            other.left = [Node(";", ":", "punct"), *other.left]
            root.right.append(other)
        else:
            root = self.said()
        if roll >= 0.12 and self.chance(0.25):
            root.left = [self.fronted(), *root.left]
        first = root.words()[0]
        first.form = first.form[:1].upper() + first.form[1:]
        if roll >= 0.12 or self.chance(0.2):
            root.right.append(Node(".", ".", "punct"))
        words = root.words()
        for word, following in pairwise(words):
            word.glued = word.glued or following.form in (",", ".", ";", ":")
        return root

    def fronted(self) -> Node:
        if self.chance(0.3):
            node = Node(
                self.one(["meanwhile", "specifically", "overall", "however", "currently", "nationwide"]), "RB", "advmod"
            )
        else:
            node = self.np("obl", 2, self.one(["in", "among", "by", "for", "under", "through"]))
        node.right.append(Node(",", ",", "punct"))
        return node

    def fragment(self) -> Node:
        """Bullets and headlines: "GDP growth of about 71%", "over 71 new jobs"."""
        roll = self.rng.random()
        if roll < 0.3:
            return self.count("root")
        if roll < 0.7:
            node = self.np("root", 1)
            node.right.append(self.quantity("nmod", "of"))
            return node
        node = Node(self.one(WORDS["change"]), "NN", left=[Node("a", "DT", "det")], right=[self.quantity("nmod", "of")])
        node.right.append(self.np("nmod", 1, "in"))
        return node

    def said(self) -> Node:
        verb = Node(self.one(WORDS["say_verbs"]), "VBD")
        person = self.person()
        inner = self.clause("ccomp")
        if self.chance(0.5):
            verb.left = [inner, Node(",", ",", "punct"), person]
        else:
            if self.chance(0.6):
                inner.left = [Node("that", "IN", "mark"), *inner.left]
            verb.left, verb.right = [person], [inner]
        return verb

    def person(self) -> Node:
        if self.chance(0.3):
            return self.agent("nsubj")
        node = Node(self.one(WORDS["surnames"]), "NNP", "nsubj")
        if self.chance(0.4):
            node.right.append(Node(self.one(WORDS["given"]), "NNP", "flat"))
            role = Node(
                self.one(WORDS["roles"]), "NN", "appos", left=[Node(",", ",", "punct"), Node("an", "DT", "det")]
            )
            role.right = [self.np("nmod", 2, self.one(["of", "at", "with"])), Node(",", ",", "punct")]
            if self.chance(0.6):
                node.right.append(role)
        return node


def briefing_sentences(count: int, lexicon: dict[str, list[str]] | None = None, seed: int = 7) -> list[str]:
    """So many sentences of CoNLL-U; `lexicon` lends words by tag."""
    grammar = Grammar(seed, lexicon)
    return [conllu(grammar.sentence()) for _ in range(count)]
