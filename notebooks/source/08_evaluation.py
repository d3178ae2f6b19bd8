# %% [markdown] id="evaluation-title"
# # 08 Evaluation: did it do what was promised?
#
# **The question.** Before the start somebody signed what would count as success. What came out, how certain is it, and what can nobody tell?
#
# **You need** the program file with its measures, the tables of mentees, mentors and pairs, and as much of the following as you have: survey answers with the list of their questions, and outcomes from the personnel records.
#
# **You will have** one table in which every promise has its answer and a verdict, the flow of people through the programme, who answered the surveys, and what they said. **Time:** 30 minutes to read, longer to discuss.

# %% id="evaluation-parameters" tags=["parameters"]
program_path: str = "../data/programs/lighthouse-2025/program.yaml"  # the program file
output_dir: str = ""  # folder for result tables; empty writes nothing
audience: str = "coordinator"  # coordinator or committee

# %% id="evaluation-open"
import mentorkit as mk

program = mk.open_program(program_path, audience=audience)
mk.show(program)

# %% [markdown] id="evaluation-gate" tags=["workbook"]
# The next line passes when the file plans an evaluation. Otherwise it lists what is missing and in which notebook it is mended.

# %% id="evaluation-require"
people = mk.read_people(program)
mk.require(program, "evaluation")

# %% [markdown] id="evaluation-what"
# ## What this step is
#
# An evaluation holds results against promises, in the order in which they were made. It does not look for something to be proud of. Each measure of notebook 02 keeps its row here even if nothing was measured, and gets one of four verdicts:
#
# - **Met**: even the cautious end of what the numbers allow reaches the target.
# - **Not met**: not even the generous end reaches it.
# - **Cannot tell**: the target lies between the two, or too few people answered.
# - **Not measured**: there is no table, the day has not come, or this version does not compute it.
#
# The range between the cautious and the generous end is the *95 % interval*: roughly, the values that fit the answers of this many people. Few people make it wide. That is not bad luck to be explained away; it is what a small programme can know.

# %% [markdown] id="evaluation-why"
# ## Why now
#
# Because decisions are waiting: go on, change, or stop. And because memory is kind. Three months after the closing meeting everybody remembers the two pairs that flourished. The table remembers all of them, also those that ended in silence.

# %% [markdown] id="evaluation-see"
# ## Promise and answer
#
# First the people are read, then everything is computed at once. Read the first table row by row: target, result, interval, verdict. Only then read on.

# %% id="evaluation-evaluate"
evaluation = mk.evaluate(program, people)
mk.show(program, evaluation)

# %% [markdown] id="evaluation-read"
# Look at three things before you look at the verdicts. *Design* says how much a row can carry: D is what people reported afterwards, C is before against after, and only A, where places were drawn by lot, can speak of what the programme did. *n* says how many people stand behind a number. *Response rate* says how many were silent; the silent ones are seldom the happiest.
#
# Then read the flow of people from top to bottom. Where do most of them get lost: before they have a pair, before the first meeting, or halfway?

# %% [markdown] id="evaluation-good"
# ## What good looks like
#
# A small worked example. Ten mentees, and the promise: at least half of them would recommend the programme. Eight answered, six of them said yes. Six of eight sounds like three quarters. But with eight people the interval runs from about four in ten to about nine in ten, so the target of one half lies inside it: *cannot tell*. Had all eight said yes, the interval would begin at about two thirds, and the promise would be met.
#
# A good report says exactly that: "six of eight who answered would recommend it; with so few answers we cannot tell whether half of all would". It names who did not answer, it keeps the promise that was missed in its row, and it ends with what will be done differently. Readers trust a page on which something went wrong.

# %% [markdown] id="evaluation-mistakes"
# ## Typical mistakes
#
# - **Claiming an effect without a comparison.** People grow in nine months anyway, and those who volunteer grow faster. Before against after shows a change, not its cause.
# - **Counting ticks instead of people.** Where several answers could be ticked, the share is of those who answered, not of all ticks.
# - **Mixing up silence and zero.** *Not asked*, *no data*, *hidden* and *0* are four different things and stay so on every page.
# - **Looking closer until somebody can be recognised.** Small groups are hidden, for the committee and for you. That is what people were told when they answered.
# - **Moving the target.** If need, goals or measures were altered after signing, this page says so above the table.
# - **Jumping from "they liked it" to "it paid".** Liking comes first and proves nothing about the need.

# %% [markdown] id="evaluation-decide"
# ## Decide now
#
# Set the smallest response rate that you are willing to interpret, and decide it before you look at which verdicts it changes. Say what happens with persons who were observed for a shorter time: *bounds* leaves a verdict open when they could turn it, *complete* leaves them out. Write down the lessons while they are fresh: what will you do differently next time?

# %% id="evaluation-panel"
mk.panel(program, edit="evaluation", view=lambda draft: mk.evaluate(draft, people))

# %% [markdown] id="evaluation-check"
# ## Check
#
# Before the page leaves your hands: does the first sentence above the table count as many measures as were signed? Does every percentage you quote stand beside its n? Is there a sentence in your covering letter that claims more than the column *Design* allows?

# %% [markdown] id="evaluation-save" tags=["workbook"]
# ## Keep it
#
# With a folder in `output_dir` all tables are written into one Excel file, the longer ones in full.

# %% id="evaluation-results" tags=["workbook"]
mk.save(program, output_dir, evaluation)

# %% [markdown] id="evaluation-next" tags=["workbook"]
# ## Where next
#
# Go back to **02 Need and goals** with the lessons, if there is to be a next round. If your organisation runs several programmes, **09 Portfolio** puts their promises side by side.
