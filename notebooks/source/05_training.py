# %% [markdown] id="training-title"
# # 05 Training and support: what do mentors need to learn, what support do mentees need?
#
# **The question.** What must mentors and mentees be able to do for the goals of 02 to be reached, what can they do today, and which training and support closes the difference before and after they first meet?
#
# **You need** the goals, somebody who has been a mentor, and the days on which people can be freed from work. The sign-up tables help.
#
# **You will have** competencies with the goals they serve, modules that close them, sessions with enough seats, the hours it takes from each person, and support while the programme runs. **Time:** 60 minutes.

# %% id="training-parameters" tags=["parameters"]
program_path: str = "../data/programs/harbour-2026/program.yaml"  # the program file
output_dir: str = ""  # folder for result tables; empty writes nothing
audience: str = "coordinator"  # coordinator or committee

# %% id="training-open"
import mentorkit as mk

program = mk.open_program(program_path, audience=audience)
mk.show(program)

# %% [markdown] id="training-gate" tags=["workbook"]
# The next lines read the sign-up tables, where there are some, and pass when the section has something in it. Otherwise they list what is missing.

# %% id="training-require"
people = mk.read_people(program)
mk.require(program, "training")

# %% [markdown] id="training-what"
# ## What this step is
#
# A chain again, from the goals to the calendar. A **goal** asks for a **competency**: something a person must be able to do, at a level from 1 (not yet) to 5 (could teach it). A **module** closes one or more competencies for mentors, for mentees or for both. A **session** is a day on which a module is taught, with a number of seats. **Support** is what comes afterwards: a sheet, a drop-in hour, a group in which mentors talk about their pairs.
#
# What serves no goal does not belong here, however good the trainer is.

# %% [markdown] id="training-why"
# ## Why now
#
# Because the first meeting decides whether there is a second one. Mentors are experienced in their work, not in mentoring: most begin by giving advice. And because the hours have to be asked for before people say yes: they belong to the promise of line managers and management.

# %% [markdown] id="training-see"
# ## The plan as it stands
#
# The next line follows the chain through the file. Beside it stands what could be: the levels that goals, drivers and areas ask for, each with its reason, and the modules that close most within your hours and cash. None of it is taken over by itself.

# %% id="training-plan"
plan = mk.plan_training(program, people)
mk.show(program, plan)

# %% [markdown] id="training-read"
# Look for four things.
#
# First, **goals that no module serves**: the table *From goals to competencies*. Second, **where the gaps are**: the darkest field of the picture. If nobody was asked, the page names the questions for the sign-up form; answers of very few people stay *hidden*. Third, **seats and days**: people left over need another session. Fourth, **what stays open**: the budget that would close it is named.

# %% [markdown] id="training-good"
# ## What good looks like
#
# A worked example with round numbers. The goal: new people know whom to ask. So mentors must be able to open doors, at level 4. Ten mentors rate themselves: six at 3, four at 4. The mean is (6 x 3 + 4 x 4) / 10 = 3.4, the gap 0.6, and six of ten are below the level.
#
# One module of 3 hours closes it. A room holds 8, so two sessions are planned: 16 seats for 10 mentors. Each mentor takes 3 of the 5 hours that were agreed, all together 10 x 3 = 30 hours. The remaining two hours go into a group that meets every eight weeks: in eight months, about four times.

# %% [markdown] id="training-mistakes"
# ## Typical mistakes
#
# - **Training mentors only.** Mentees who know how to use a mentor get more out of the same hour. Two hours are enough.
# - **Forgetting the line managers.** They see the absence and not the gain. Tell them what is expected on one page.
# - **One day, and then nothing.** The hard questions come in the third month. Plan the support now, with days.
# - **Modules from the shelf.** Begin with the goal; a ready-made course answers a question you did not ask.
# - **Taking self-ratings for a test.** They say what people want to learn, not who is able. Never use them to choose mentors.
# - **A session for those who can come.** Part-time and shift workers miss it. Offer two different times.

# %% [markdown] id="training-decide"
# ## Decide now
#
# First the competencies: what, by whom, at which level, for which goal? *Take over the proposal* fills your draft; change it, or keep your own. The plan beside the editor follows; the file changes only when you save.

# %% id="training-panel-competencies"
mk.panel(program, edit="training.competencies", view=lambda draft: mk.plan_training(draft, people), proposal=mk.propose_training)

# %% [markdown] id="training-decide-modules"
# Then the modules. Each names what it closes. The first module of each side is the one that belongs before the start.

# %% id="training-panel-modules"
mk.panel(program, edit="training.modules", view=lambda draft: mk.plan_training(draft, people), proposal=mk.propose_training)

# %% [markdown] id="training-decide-budget"
# Then the hours that people may take, the cash for all sessions, and whether people rate themselves again afterwards.

# %% id="training-panel-hours"
mk.panel(program, edit="training.budget_hours", view=lambda draft: mk.plan_training(draft, people))

# %% id="training-panel-cash"
mk.panel(program, edit="training.budget_cash")

# %% id="training-panel-checked"
mk.panel(program, edit="training.checked")

# %% [markdown] id="training-decide-sessions"
# Then the sessions, until no seat is missing and nobody is asked twice for one day.

# %% id="training-panel-sessions"
mk.panel(program, edit="training.sessions", view=lambda draft: mk.plan_training(draft, people))

# %% [markdown] id="training-decide-support"
# And the support: for mentees, for line managers, and for mentors while the programme runs.

# %% id="training-panel-support"
mk.panel(program, edit="training.support", view=lambda draft: mk.plan_training(draft, people))

# %% [markdown] id="training-texts-why"
# ## What you hand out
#
# Invitations, match letters, an agreement, guides and agendas are filled with what the file says. A fact that is missing stands as a marked blank; the table says where to fill it in. Have the agreement and the notice on data checked: they are drafts, not legal advice.

# %% id="training-texts"
texts = mk.make_texts(program, people)
mk.show(program, texts)

# %% [markdown] id="training-save" tags=["workbook"]
# ## Keep it
#
# With a folder in `output_dir` the tables above are written into one Excel file, and the texts beside it into `texts`.

# %% id="training-results" tags=["workbook"]
mk.save(program, output_dir, plan, texts)

# %% [markdown] id="training-next" tags=["workbook"]
# ## Where next
#
# Every session now stands in the programme's calendar. Go on to **06 Steering**: who is the address for every issue, and who looks when?
