# %% [markdown] id="alternatives-title"
# # 01 Alternatives: is mentoring the right tool at all?
#
# **The question.** Which ways could reach what you want, what does each bring and take, and which one do you choose?
#
# **You need** three or four managers who feel the need, somebody who would run the programme, and, if you can get them, rough salaries from finance.
#
# **You will have** the need in one sentence, the things any solution must achieve, options with pros, cons, hours and cash, a value for each, and a written decision that others can follow. *Not mentoring* is as good an answer as any other. **Time:** 90 minutes.

# %% id="alternatives-parameters" tags=["parameters"]
program_path: str = "../data/programs/harbour-2026/program.yaml"  # the program file
output_dir: str = ""  # folder for result tables; empty writes nothing
audience: str = "coordinator"  # coordinator or committee

# %% id="alternatives-open"
import mentorkit as mk

program = mk.open_program(program_path, audience=audience)
mk.show(program)

# %% [markdown] id="alternatives-gate" tags=["workbook"]
# The next line passes when nothing in the section contradicts itself. Otherwise it lists what to mend; the editors below are the place for it.

# %% id="alternatives-require"
mk.require(program, "alternatives")

# %% [markdown] id="alternatives-what"
# ## What this step is
#
# A comparison in six steps, best done in a group and in this order.
#
# 1. **The need in one sentence:** who lacks what, and what it costs the organisation.
# 2. **Two to five musts:** what any solution must achieve, whatever it is called. They become the goals of notebook 02.
# 3. **Options:** two to four ways, always *do nothing*, and mixes of them.
# 4. **Scores from 0 to 100** for each option in each must. Say first, in words, what 0 and 100 mean.
# 5. **Weights:** give 100 to the must whose step from 0 to 100 matters most; then ask of each other step how much less. Each group writes its own weights first.
# 6. **The decision,** with its reason, its day and the day on which you look at it again.
#
# Cost is no must: it stands beside the value, so that everybody sees what a point costs.

# %% [markdown] id="alternatives-why"
# ## Why now
#
# Mentors are employees. Training and meetings take many hours beyond their formal role, and somebody has to plan and accompany it all. Before asking that of people, make sure that nothing simpler reaches the same. And if somebody asks in a year why it was mentoring, the answer is written here.

# %% [markdown] id="alternatives-see"
# ## The options as they stand
#
# The next line weighs what the file holds. The box at the top says what was decided, and how firm the comparison is.

# %% id="alternatives-compare"
comparison = mk.compare_options(program)
mk.show(program, comparison)

# %% [markdown] id="alternatives-read"
# Look for four things. Is any option beaten by another, whatever the weights? Is the comparison robust or open? At which weight would the winner change, and could somebody in the room defend that weight? And which of the options that nobody weighed deserves a minute? An option without all its scores has no value; a mix borrows the best score of its options, marked.

# %% [markdown] id="alternatives-example"
# ## What good looks like
#
# A worked example with round numbers. *Need:* "New people know only their own team." *Musts:* knows people elsewhere (weight 100), can do the work alone (weight 50). So the shares are two thirds and one third.
#
# A buddy scores 30 and 60, which gives 40; one-to-one mentoring 60 and 30, which gives 50. Mentoring leads. When both musts weigh the same, the two are level at 45; above that the buddy leads. So talk about that weight, not about mentoring.
#
# The buddy takes 20 hours for each learner and mentoring 60. Ten points more for three times the hours: a group may choose either. A good reason says which and why: "We take the buddy this year, because hours are scarce, and look again in spring."

# %% [markdown] id="alternatives-costs"
# ## What the programme would take
#
# The next line counts the hours by role, and what they cost, from the plan in the file. Three sums answer three questions: what is everybody's time worth (full), what does it take to run it (programme), and what is paid beyond the salaries that are paid anyway (cash).

# %% id="alternatives-plan-costs"
costs = mk.plan_costs(program)
mk.show(program, costs)

# %% [markdown] id="alternatives-costs-read"
# Always say which of the three sums you mean. Where the hours of mentors and mentees cannot be earned back through fewer leavers, say so, and justify them by what people learn. The figure shows what moves the result most: find out those values first. The last table tells which values and ranges were assumed.

# %% [markdown] id="alternatives-mistakes"
# ## Typical mistakes
#
# - **Mentoring is a must.** Then no other option can win. A must names an effect, not a way.
# - **Do nothing is left out.** It is what everything else has to beat.
# - **Scores without anchors.** If nobody said what 100 means, two people mean two things.
# - **Cost among the musts.** Then it is counted twice, and nobody sees what a point costs.
# - **Turning weights until the favourite leads.** Decide on argument, and write the argument down. That is allowed; the page says so.
# - **Averaging before talking.** Where groups are far apart, ask both why; nothing is averaged for you.

# %% [markdown] id="alternatives-decide"
# ## Decide now
#
# The musts first, each tied to a goal of notebook 02. While you type, the comparison beside the editor changes; the file changes only when you save.

# %% id="alternatives-panel-criteria"
mk.panel(program, edit="alternatives.criteria", view=mk.compare_options)

# %% [markdown] id="alternatives-decide-options"
# Then the options, with pros, cons, hours and cash for one learner, and scores. What you leave empty is assumed, and marked so.

# %% id="alternatives-panel-options"
mk.panel(program, edit="alternatives.options", view=mk.compare_options)

# %% [markdown] id="alternatives-decide-mixes"
# Options that go together are a mix: hours and cash are added unless you state them.

# %% id="alternatives-panel-mixes"
mk.panel(program, edit="alternatives.mixes", view=mk.compare_options)

# %% [markdown] id="alternatives-decide-weightings"
# Weights of single groups, before the talk.

# %% id="alternatives-panel-weightings"
mk.panel(program, edit="alternatives.weightings", view=mk.compare_options)

# %% [markdown] id="alternatives-decide-decision"
# Then the decision. For mentoring, say also how it begins small and when it is stopped.

# %% id="alternatives-panel-decision"
mk.panel(program, edit="alternatives.decision", view=mk.compare_options)

# %% [markdown] id="alternatives-decide-costs"
# And the values behind the costs. A number, or three: low, typical, high.

# %% id="alternatives-panel-costs"
mk.panel(program, edit="costs", view=mk.plan_costs)

# %% [markdown] id="alternatives-save" tags=["workbook"]
# ## Keep it
#
# With a folder in `output_dir` the tables above are written into one Excel file.

# %% id="alternatives-results" tags=["workbook"]
mk.save(program, output_dir, comparison, costs)

# %% [markdown] id="alternatives-next" tags=["workbook"]
# ## Where next
#
# *If* mentoring is right for you, go on to **02 Need and goals**: turn the musts into goals, and say what will count as success. If you decided otherwise, you are done here, with a reason that holds.
