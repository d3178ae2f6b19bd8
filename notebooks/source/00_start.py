# %% [markdown] id="start-title"
# # 00 Start: where are we?
#
# **The question.** Before anybody is matched with anybody: which decisions of this programme are made, which are open, and what comes next?
#
# **You need** a program file, `program.yaml`. It holds every decision of the programme: the need, the goals, who may take part, how pairs are made. People stay in tables (Excel or CSV) beside it; the file only names those tables.
#
# **You will have** a map of all stages with their state, management's three answers, a list of everything that is wrong or missing, and one sentence that says what to do next. **Time:** 15 minutes, and again whenever something changed.

# %% id="start-parameters" tags=["parameters"]
program_path: str = "../data/programs/harbour-2026/program.yaml"  # the program file
output_dir: str = ""  # folder for result tables; empty writes nothing
audience: str = "coordinator"  # coordinator or committee

# %% id="start-open"
import mentorkit as mk

program = mk.open_program(program_path, audience=audience)
mk.show(program)

# %% [markdown] id="start-what"
# ## What this step is
#
# Mentoring is a relation between an experienced employee, the mentor, and a less experienced one, the mentee, who share knowledge and skills over months. Starting a programme is not one decision but a chain of them, and each of them can be made badly in silence. This workbook walks through the chain in ten stages. Each stage is one notebook, one section of the program file and one chapter of the report.
#
# This page looks at all stages at once. It checks whether the file and the tables are good enough to compute with, and says in which notebook each thing is mended.
#
# Three kinds of "not good yet" are kept apart:
#
# - **Wrong**: something that is there cannot be used, such as a date that does not exist or a mentor listed twice. It stops the stage until it is mended.
# - **Missing**: something is still to be decided, such as a measure without a target. The stage waits; the others go on.
# - **Thin**: advice. Nothing stops, but people who have run such programmes would settle it before the start.

# %% [markdown] id="start-why"
# ## Why now
#
# Programmes seldom fail because two people did not like each other. They fail because the goals were never written down, because mentors were promised "an hour a month" that became three, or because management heard of the programme when it asked for money. All of that is visible before the start, when mending it costs a conversation.
#
# So the first thing to ask is not about mentees. It is about management. Three questions, and each answer is a date on which it was agreed:
#
# 1. Has management agreed to the **goals**: what this is for, and what will count as success?
# 2. Does management know the **process**: how long it runs, what it asks of whom?
# 3. Has management agreed to the **outputs**: what it will be shown, and when?
#
# Until all three have a date, every page of this programme carries a line that says so. That line is not a reproach; it is a reminder that the agenda of the next meeting is already written.

# %% [markdown] id="start-see"
# ## The map
#
# The next line checks everything at once. Read the first sentence, then the column *State* from top to bottom.

# %% id="start-readiness"
readiness = mk.readiness(program)
mk.show(program, readiness)

# %% [markdown] id="start-read"
# Look for the first stage that is not ready, not for the longest list. A goal without a measure in stage 02 comes back as a question nobody can answer in stage 08. *Not planned* is an honest state.
#
# Then the checklist: 48 lines, six for each group, with what to do for each line that is not settled. Its marks stop nothing.

# %% [markdown] id="start-good"
# ## What good looks like
#
# A small worked example. A programme plans 10 pairs for 6 months. Its file names a sponsor, "deputy director". Management agreed to the goals on 1 March and to the process on 15 March; the outputs are still open. The map shows stages 02 and 03 ready, stage 04 not ready because two criteria have no weight. Total work left: one agenda point and ten minutes in notebook 04. That is a good state eight weeks before the start. The same state on the day of the opening meeting is a bad one.
#
# Good also means that somebody else could take over tomorrow: every decision carries its reason in the file, and posts stand there, not names.

# %% [markdown] id="start-mistakes"
# ## Typical mistakes
#
# - **Starting with the pairs.** Pairing is the visible part, so it is done first. Without goals nobody can say which pairs are good ones.
# - **A sponsor in name only.** Ask what the sponsor will do when a department head says that mentors have no time.
# - **Silent agreement.** "They know about it" is not a date.
# - **Counting only money.** The largest cost of mentoring is the working time of mentors, hours beyond their formal role.
# - **Mending the report instead of the file.** Everything here comes from the file and its tables; correct it there.

# %% [markdown] id="start-decide"
# ## Decide now
#
# Enter the sponsor's post and the dates on which management agreed. Leave a date empty when there was no clear yes. The view beside the editor changes when you change a field; the file changes only when you save.

# %% id="start-panel-sponsor"
mk.panel(program, edit="commitment.sponsor", view=mk.readiness)

# %% id="start-panel"
mk.panel(program, edit="commitment.agreed", view=mk.readiness)

# %% [markdown] id="start-organisation"
# Then the organisation itself, honestly: after two times *no*, wait. And who may see names, on which ground data are kept, and until when.

# %% id="start-panel-organisation"
mk.panel(program, edit="organisation", view=mk.readiness)

# %% id="start-panel-privacy"
mk.panel(program, edit="privacy", view=mk.readiness)

# %% [markdown] id="start-considerations"
# *What else should be taken into account before launching?* The page lists questions worth asking. Write one down even without an answer; an open question is worth more than one remembered in the third month.

# %% id="start-panel-considerations"
mk.panel(program, edit="considerations", view=mk.readiness)

# %% [markdown] id="start-save" tags=["workbook"]
# ## Keep it
#
# With a folder in `output_dir` the tables above are written into one Excel file.

# %% id="start-results" tags=["workbook"]
mk.save(program, output_dir, readiness)

# %% [markdown] id="start-next" tags=["workbook"]
# ## Where next
#
# Go to the notebook that the first sentence of the map names. If nothing is decided yet, that is **01 Alternatives**: is mentoring the right tool at all? Come back here after each stage; it takes a minute.
