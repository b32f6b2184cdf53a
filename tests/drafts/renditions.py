"""Short renditions of four drafts, and a small notation for them.

One clause a line, indented below what it hangs from: `kind key: Markdown`. Kinds: h heading, g group, p paragraph,
i item, r row, n note, f footnote; `!` and `?` after g and r: required, optional.
"""

import hashlib
import re
from dataclasses import replace

from hypothesis import strategies as st

from consensus.drafts.sides import Side

KINDS = {
    "h": "heading",
    "g": "group",
    "p": "paragraph",
    "i": "item",
    "r": "row",
    "n": "note",
    "f": "footnote",
}
LINE = re.compile(r"( *)([hgpirnf])([!?]?) ([\w-]+): (.*)")
REQUIRED = {"!": True, "?": False, "": None}


def draft(notation):
    """Notation to sides with ids. The part is the outermost heading above, else notes."""
    sides, above = [], []
    for order, line in enumerate(filter(str.strip, notation.strip("\n").split("\n"))):
        indent, kind, required, key, markdown = LINE.fullmatch(line).groups()
        above = above[: len(indent) // 2]
        place = {"kind": KINDS[kind], "above": above, "order": order, "required": REQUIRED[required]}
        sides.append(side(key, markdown, given=True, **place))
        above.append(sides[-1])
    return sides


def unnamed(sides):
    """The same clauses without ids: other keys, given by nobody."""
    keys = {side.key: f"unnamed-{number}" for number, side in enumerate(sides)}
    return [replace(side, key=keys[side.key], parent=keys.get(side.parent), given=False) for side in sides]


def side(key, markdown, *, kind="paragraph", above=(), given=False, order=0, required=None):
    """One clause below others."""
    text = plain(markdown)
    bold = re.match(r"\*\*(.+?)\*\*", markdown)
    headings = tuple(one.text for one in above if one.kind == "heading")
    part = above[0].key if above and above[0].kind == "heading" else key if kind == "heading" else "notes"
    return Side(
        key=key, given=given, kind=kind, text=text, markdown=markdown,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        lead=text if kind == "heading" else bold[1].strip(" :") if bold else "",
        part=part, parent=above[-1].key if above else None, required=required, order=order, headings=headings,
    )  # fmt: skip


def plain(markdown):
    """Visible words, link targets appended."""
    targets = re.findall(r"\]\((\S+?)\)", markdown)
    text = re.sub(r"\[(.*?)\]\(\S+?\)", r"\1", markdown)
    return " ".join([re.sub(r"[*`]", "", text), *targets])


WORDS = [
    "data",
    "code",
    "model",
    "weights",
    "terms",
    "freedom",
    "system",
    "licence",
    "public",
    "training",
    "person",
    "detail",
    "share",
    "study",
]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@st.composite
def drafts(draw):
    """Clauses with few words, so that many are alike, hanging from each other in any way."""
    sides = []
    for order, text in enumerate(draw(st.lists(texts, max_size=14))):
        above = draw(st.sampled_from([None, *sides]))
        kind = draw(st.sampled_from(["paragraph", "item", "row", "heading", "note"]))
        parent = (above,) if above is not None else ()
        sides.append(side(f"k{order}", text, kind=kind, above=parent, order=order))
    return sides


FIRST = """
p note-parts: This document has three parts: a preamble, the definition itself and a checklist for those who assess systems.
n note-oecd: An AI system is a machine-based system that, for explicit or implicit objectives, infers from the input it receives how to generate outputs such as predictions, content, recommendations or decisions that can influence physical or virtual environments. [OECD](https://oecd.ai/definition)
h preamble: Preamble
  h why: Why we need Open Source Artificial Intelligence
    p why-barriers: Everyone gained when the barriers to learning, using, sharing and improving software were taken away.
    p why-licences: Those gains came from licences that meet the Open Source Definition.
    p why-benefits: The benefits can be named: autonomy, transparency, frictionless reuse and improvement made together.
    p why-needs: Artificial intelligence needs the same freedoms, so that its users can build systems that are reliable and open to inspection.
h definition: What is Open Source AI
  p what-lead: An Open Source AI is an AI system made available under terms that grant the freedoms to:
    i freedom-use: **Use** the system for any purpose and without having to ask for permission.
    i freedom-study: **Study** how the system works and inspect its components.
    i freedom-modify: **Modify** the system for any purpose, including to change its output.
    i freedom-share: **Share** the system for others to use, with or without modifications, for any purpose.
  p precondition: A precondition to exercise these freedoms is access to the preferred form in which to modify the system.
  h form: Preferred form to make modifications to machine-learning systems
    p form-lead: The preferred form for a machine-learning system must include:
      i data-information: **Data information**: information on the training data in enough detail for a skilled person to recreate a substantially equivalent system with the same or similar data.
        i data-information-examples: For example, where used: the training methodologies and techniques, the data sets, their provenance, scope and characteristics, how the data was obtained and selected, the labelling procedures and the cleaning methodologies.
      i code: **Code**: the source code used to train and to run the system.
        i code-examples: For example, where used: code for pre-processing data, for training, validation and testing, supporting libraries such as tokenizers and hyperparameter search, inference code and the model architecture.
      i parameters: **Model**: the parameters of the model.
        i parameters-examples: For example: checkpoints from the key stages of training and the final state of the optimizer.
h checklist: Checklist to evaluate machine-learning systems
  p checklist-basis: This checklist rests on the paper on the Model Openness Framework of 21 March 2024.
  g! required-head: Required components | Legal frameworks
    g! group-data: **Data information:** all of these | Available under an OSD-compliant licence
      r! row-techniques: Training methodologies and techniques | Available under an OSD-compliant licence
      r! row-scope: Training data scope and characteristics | Available under an OSD-compliant licence
      r! row-provenance: Training data provenance, including how it was obtained and selected | Available under an OSD-compliant licence
      r! row-labelling: Training data labelling procedures, if used | Available under an OSD-compliant licence
      r! row-cleaning: Training data cleaning methodology | Available under an OSD-compliant licence
    g! group-code: Code | Available under an OSI-approved licence
      r! row-preprocessing: Data pre-processing | Available under an OSI-approved licence
      r! row-training: Training, validation and testing | Available under an OSI-approved licence
      r! row-inference: Inference | Available under an OSI-approved licence
      r! row-libraries: Supporting libraries and tools | Available under an OSI-approved licence
    g! group-model: Model | Available under OSD-conformant terms
      r! row-architecture: Model architecture | Available under an OSI-approved licence
      r! row-parameters: Model parameters | Available under OSD-conformant terms
  p checklist-optional: The components below are not required, but their release is appreciated.
  g? optional-head: Optional components | Legal frameworks
    g? optional-data: Data information | All data sets under an OSD-compliant licence
      r? row-training-sets: Training data sets | Available under an OSD-compliant licence
      r? row-testing-sets: Testing data sets | Available under an OSD-compliant licence
      r? row-validation-sets: Validation data sets | Available under an OSD-compliant licence
      r? row-benchmark-sets: Benchmarking data sets | Available under an OSD-compliant licence
      r? row-data-card: Data card | Available under an OSD-compliant licence
      r? row-evaluation-data: Evaluation data | Available under an OSD-compliant licence
      r? row-evaluation-results: Evaluation results | Available under an OSD-compliant licence
      r? row-data-documentation: Other data documentation | Available under an OSD-compliant licence
    g? optional-code: Code | All code under an OSI-approved licence
      r? row-benchmark-code: Code used to perform inference for benchmark tests | Available under an OSI-approved licence
      r? row-evaluation-code: Evaluation code | Available under an OSI-approved licence
    g? optional-model: Model | All of it under an OSD-compliant licence
      r? row-model-card: Model card | Available under an OSD-compliant licence
      r? row-sample-outputs: Sample model outputs | Available under an OSD-compliant licence
      r? row-metadata: Model metadata | Available under an OSD-compliant licence
    g? optional-other: Other | Any other document
      r? row-paper: Research paper | Available under an OSD-compliant licence
      r? row-report: Technical report | Available under an OSD-compliant licence
"""

SECOND = """
n note-oecd: An AI system is a machine-based system that, for explicit or implicit objectives, infers from the input it receives how to generate outputs such as predictions, content, recommendations or decisions that can influence physical or virtual environments. [OECD](https://oecd.ai/definition)
h preamble: Preamble
  h why: Why we need Open Source Artificial Intelligence
    p why-barriers: Everyone gained when the barriers to learning, using, sharing and improving software were taken away.
    p why-licences: Those gains came from licences that meet the Open Source Definition.
    p why-benefits: The benefits can be named: autonomy, transparency, frictionless reuse and improvement made together.
    p why-needs: Artificial intelligence needs the same freedoms, so that its developers, deployers and end users can build systems that are reliable and open to inspection.
h definition: What is Open Source AI
  p what-system: Where this document says system, it means the whole and each of its parts, models, weights and parameters included.
  p what-lead: An Open Source AI is an AI system made available under terms and in a way that grant the freedoms to:
    i freedom-use: **Use** the system for any purpose and without having to ask for permission.
    i freedom-study: **Study** how the system works and inspect its components.
    i freedom-modify: **Modify** the system for any purpose, including to change its output.
    i freedom-share: **Share** the system for others to use, with or without modifications, for any purpose.
  p freedom-scope: These freedoms apply to a complete system as much as to each of its separate elements.
  p precondition: A precondition to exercise these freedoms is access to the preferred form in which to modify the system.
  h form: Preferred form to make modifications to machine-learning systems
    p form-lead: The preferred form for making modifications to a machine-learning system is:
      i data-information: **Data information**: information on the training data in enough detail for a skilled person to recreate a substantially equivalent system with the same or similar data. It shall be made available under licences that comply with the Open Source Definition.
        i data-information-examples: For example, where used: the training methodologies and techniques, the data sets, their provenance, scope and characteristics, how the data was obtained and selected, the labelling procedures and the cleaning methodologies.
      i code: **Code**: the source code used to train and to run the system, made available under OSI-approved licences.
        i code-examples: For example, where used: code for pre-processing data, for training, validation and testing, supporting libraries such as tokenizers and hyperparameter search, inference code and the model architecture.
      i parameters: **Weights**: the weights and parameters of the model, made available under OSI-approved terms.
        i parameters-examples: For example: checkpoints from the key stages of training and the final state of the optimizer.
  h models: Open Source models and Open Source weights
    p model-meaning: An AI model is made up of its architecture, its parameters and the inference code that runs it.
    p weights-meaning: Weights are the set of learned parameters that overlay the architecture to produce an output from an input.
    p model-rule: The preferred form applies to both; an Open Source model or Open Source weights must come with the data information and the code used to derive those parameters.
  f fn-freedoms: These freedoms are derived from the [Free Software Definition](https://www.gnu.org/philosophy/free-sw.html).
  f fn-parameters: No position is taken here on whether parameters need a licence or any other legal instrument.
h checklist: Checklist to evaluate machine-learning systems
  g! required-head: Required components | Legal frameworks
    g! group-data: **Data information:** at least one of these, in decreasing order of importance | Available under an OSD-compliant licence
      r! row-datasets: Datasets | Available under an OSD-compliant licence
      r! row-paper: Research paper | Available under an OSD-compliant licence
      r! row-report: Technical report | Available under an OSD-compliant licence
      r! row-data-card: Data card | Available under an OSD-compliant licence
    g! group-code: Code: all of these | Available under an OSI-approved licence
      r! row-preprocessing: Data pre-processing | Available under an OSI-approved licence
      r! row-training: Training, validation and testing | Available under an OSI-approved licence
      r! row-inference: Inference | Available under an OSI-approved licence
      r! row-libraries: Supporting libraries and tools | Available under an OSI-approved licence
    g! group-model: Model: all of these | Available under OSD-conformant terms
      r! row-architecture: Model architecture | Available under an OSI-approved licence
      r! row-parameters: Model parameters | Available under OSD-conformant terms
  p checklist-optional: The components below are not required, but their release is appreciated.
  g? optional-head: Optional components | Legal frameworks
    g? optional-data: Data | All data sets under an OSD-compliant licence
      r? row-evaluation-data: Evaluation data | Available under an OSD-compliant licence
      r? row-evaluation-results: Evaluation results | Available under an OSD-compliant licence
    g? optional-code: Code | All code under an OSI-approved licence
      r? row-benchmark-code: Code used to perform inference for benchmark tests | Available under an OSI-approved licence
      r? row-evaluation-code: Evaluation code | Available under an OSI-approved licence
    g? optional-model: Model | All of it under an OSD-compliant licence
      r? row-model-card: Model card | Available under an OSD-compliant licence
      r? row-sample-outputs: Sample model outputs | Available under an OSD-compliant licence
      r? row-metadata: Model metadata | Available under an OSD-compliant licence
"""

THIRD = """
h preamble: Preamble
  h why: Why we need Open Source Artificial Intelligence
    p why-barriers: Everyone gained when the barriers to learning, using, sharing and improving software were taken away.
    p why-licences: Those gains came from licences that meet the Open Source Definition.
    p why-benefits: The benefits can be named: autonomy, transparency, frictionless reuse and improvement made together.
    p why-needs: Artificial intelligence needs at least the same freedoms, so that its developers, deployers and end users can build systems that are reliable and open to inspection.
h definition: What is Open Source AI
  p what-system: Where this document says system, it means the whole and each of its parts, models, weights and parameters included.
  p what-lead: An Open Source AI is an AI system made available under terms and in a way that grant the freedoms to:
    i freedom-use: **Use** the system for any purpose and without having to ask for permission.
    i freedom-study: **Study** how the system works and inspect its components.
    i freedom-modify: **Modify** the system for any purpose, including to change its output.
    i freedom-share: **Share** the system for others to use, with or without modifications, for any purpose.
  p freedom-scope: These freedoms apply to a complete system as much as to each of its separate elements.
  p precondition: A precondition to exercise these freedoms is access to the preferred form in which to modify the system.
  h form: Preferred form to make modifications to machine-learning systems
    p form-lead: The preferred form for making modifications to a machine-learning system must include all of the elements below:
      i data-information: **Data Information**: information on the training data in enough detail for a skilled person to build a substantially equivalent system. It shall be made available under OSI-approved terms, and it comprises in particular:
        i data-description: a detailed description of all data used for training, unshareable data included, that discloses its provenance, scope and characteristics, how the data was obtained and selected, the labelling procedures and the cleaning methodologies;
        i data-public: a list of all publicly available training data and where to get it;
        i data-third-party: a list of all training data that third parties provide and where to get it, for a fee included.
      i code: **Code**: the complete source code used to train and to run the system, made available under OSI-approved licences.
        i code-demands: It shall hold the full specification of how the data was processed, and of how training was done: pre-processing, training, validation and testing, supporting libraries such as tokenizers and hyperparameter search, inference code and the model architecture.
      i parameters: **Parameters**: the parameters of the model, such as weights or other settings, made available under OSI-approved terms.
        i parameters-examples: For example: checkpoints from the key stages of training and the final state of the optimizer.
    p copyleft: The terms may require that modified versions be released under the same terms as the original.
  h models: Open Source models and Open Source weights
    p model-meaning: An AI model is made up of its architecture, its parameters and the inference code that runs it.
    p weights-meaning: AI weights are the set of learned parameters that overlay the architecture to produce an output from a given input.
    p model-rule: The preferred form applies to both; an Open Source model or Open Source weights must come with the data information and the code used to derive those parameters.
  f fn-freedoms: These freedoms are derived from the [Free Software Definition](https://www.gnu.org/philosophy/free-sw.html).
  f fn-parameters: No position is taken here on whether parameters need a licence or any other legal instrument.
h definitions: Definitions
  p term-ai-system: **AI system**: An AI system is a machine-based system that, for explicit or implicit objectives, infers from the input it receives how to generate outputs such as predictions, content, recommendations or decisions that can influence physical or virtual environments.
  p term-machine-learning: **Machine learning**: a set of techniques by which machines improve their performance, and usually generate models, through exposure to training data.
"""

FOURTH = (
    THIRD.replace("a detailed description", "a complete description")
    .replace("the cleaning methodologies;", "the methodologies for processing and filtering;")
    .replace("how the data was processed, and", "how the data was processed and filtered, and")
    .replace(
        "  f fn-parameters: No position is taken here on whether parameters need a licence or any other legal instrument.\n",
        "",
    )
    .replace(
        "    p copyleft:",
        "    p parameters-legal: This text asks for no specific legal mechanism that makes parameters available to all; they may be free by nature, or a licence may be needed. This will become clearer with time.\n    p copyleft:",
    )
)

STEPS = [(FIRST, SECOND), (SECOND, THIRD), (THIRD, FOURTH)]
