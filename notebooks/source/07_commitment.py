# %% [markdown] id="commitment-title"
# # 07 Commitment: is management really behind it?
#
# **The question.** Has management agreed to the goals, does it know the process, does it expect the same outputs as you, and who promised what until when?
#
# **You need** the sponsor for half an hour, somebody from finance for ten minutes, and the pages of 01, 02 and 06.
#
# **You will have** the agreement with its days, a ledger of promises with evidence, who stands where, the risks with answers, what it takes in hours and money, and a one-page brief with the decisions you ask for. **Time:** 60 minutes, and a few minutes every month.

# %% id="commitment-parameters" tags=["parameters"]
program_path: str = "../data/programs/harbour-2026/program.yaml"  # the program file
output_dir: str = ""  # folder for result tables; empty writes nothing
audience: str = "coordinator"  # coordinator or committee

# %% id="commitment-open"
import mentorkit as mk

program = mk.open_program(program_path, audience=audience)
mk.show(program)

# %% [markdown] id="commitment-gate" tags=["workbook"]
# The next line passes when the section is there. Otherwise it says what is missing; the editors below are the place to add it.

# %% id="commitment-require"
mk.require(program, "commitment")

# %% [markdown] id="commitment-what"
# ## What this step is
#
# In the end every programme depends on whether management truly stands behind it. Commitment is not applause at the kick-off. It is three things that can be looked up:
#
# - **Agreement** to the goals, to the process and to the outputs, each with the day on which it was given.
# - **Promises**: who gives what, until when, and by what it will be seen. Hours of mentors, a share of a post, a room, a word at the opening.
# - **Decisions**: what you ask of whom, until when.
#
# Around them stand the people whose support matters, the risks, and the price.

# %% [markdown] id="commitment-why"
# ## Why now
#
# Management is connected from the start, not informed at the end. The three questions were put in notebook 00; here they are closed. As long as one of them is open, a line on every page says so. That is not a reproach. It protects the coordinator, who otherwise promises mentors hours that nobody has released.

# %% [markdown] id="commitment-see"
# ## Where it stands
#
# The next line reads the section and takes hours and money from notebook 01, so that both pages say the same. Read the first sentence, then the ledger, then who is to be talked to first.

# %% id="commitment-result"
standing = mk.commitment(program)
mk.show(program, standing)

# %% [markdown] id="commitment-read"
# Look for four things. Is every promise somebody's, with a day and something that proves it? Is anything overdue? Is anybody of high influence against or unsure, and do you know what they need? Are the three sums there: *full* with everybody's time, *programme* without the time of mentors and mentees, *cash* as what leaves the house? Whoever names only the cash is asked about the hours later.

# %% [markdown] id="commitment-example"
# ## What good looks like
#
# A small worked example with round numbers. A company plans 20 pairs for ten months. A mentor gives 30 hours, so mentors give 600 hours; at 60 an hour that is 36,000, and none of it is cash. The coordinator costs 12,000, direct spending 3,000. *Programme* is 15,000, *cash* 15,000 where the coordinator is hired for it.
#
# The brief says: "We ask the head of production to release 30 hours for each of twelve mentors until 1 March, seen by a line in the shift plan." One post, one thing, one day, one proof. On 1 April the ledger says *kept*, *said to be kept* or *not kept*, and the committee speaks about it for two minutes.
#
# A risk in the same form: "Mentors drop out in the busy season. Likely 2 of 3, harm 2 of 3. Answer: one meeting a month is enough then. Owner: coordinator."

# %% [markdown] id="commitment-mistakes"
# ## Typical mistakes
#
# - **A nod taken for a decision.** What has no day was not agreed.
# - **Promises without a proof.** "We support it" cannot be kept or broken.
# - **A name instead of a post.** People move; the promise stays with the post.
# - **Only friends in the list.** The line manager who loses two hours a month decides whether they take place.
# - **Asking for approval.** Ask for decisions, with alternatives and a day.
# - **Hiding the hours.** They come out in the third month, and then cost trust.

# %% [markdown] id="commitment-decide"
# ## Decide now
#
# First the three agreements and the sponsor, a post. Write a day only when it was said in a meeting that has minutes.

# %% id="commitment-panel-sponsor"
mk.panel(program, edit="commitment.sponsor", view=mk.commitment)

# %% id="commitment-panel-agreed"
mk.panel(program, edit="commitment.agreed", view=mk.commitment)

# %% [markdown] id="commitment-decide-promises"
# Then the process and the outputs that management can expect, and the promises. Two to five are enough, of different kinds. A promise is kept when you have seen its evidence: write the day.

# %% id="commitment-panel-process"
mk.panel(program, edit="commitment.process", view=mk.commitment)

# %% id="commitment-panel-outputs"
mk.panel(program, edit="commitment.outputs", view=mk.commitment)

# %% id="commitment-panel-promises"
mk.panel(program, edit="commitment.promises", view=mk.commitment)

# %% id="commitment-panel-recognition"
mk.panel(program, edit="commitment.recognition", view=mk.commitment)

# %% [markdown] id="commitment-decide-people"
# Who stands where and what is done about it, what could go wrong, and what you ask for.

# %% id="commitment-panel-stakeholders"
mk.panel(program, edit="commitment.stakeholders", view=mk.commitment)

# %% id="commitment-panel-risks"
mk.panel(program, edit="commitment.risks", view=mk.commitment)

# %% id="commitment-panel-decisions"
mk.panel(program, edit="commitment.decisions_requested", view=mk.commitment)

# %% [markdown] id="commitment-brief"
# ## The management brief
#
# Running the programme (`python -m mentorkit run` or `batch`) writes `management_brief.html` and a Word document beside the report, one page each: need and decision, what is promised, the three sums, what management agreed to, up to three decisions requested, and what the numbers cannot say. Read it aloud once before you send it. You send it, the product does not.

# %% [markdown] id="commitment-save" tags=["workbook"]
# ## Keep it
#
# With a folder in `output_dir` the tables above are written into one Excel file.

# %% id="commitment-results" tags=["workbook"]
mk.save(program, output_dir, standing)

# %% [markdown] id="commitment-next" tags=["workbook"]
# ## Where next
#
# When management has agreed, start. When the programme has run, go on to **08 Evaluation**: did it do what was promised?
