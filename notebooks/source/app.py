# %% [markdown] id="app-title"
# # The workshop app
#
# All stages of a programme as screens of one page: next and back, the same editors and views as in the notebooks, in large type. `python -m mentorkit demo` shows it in a browser on a copy of the programme with made-up first names; what is saved there never reaches the original.

# %% id="app-parameters" tags=["parameters"]
program_path: str = "../data/programs/harbour-2026/program.yaml"  # the program file
programs_dir: str = ""  # the results folder of a batch, for the last screen; empty leaves it out
audience: str = "coordinator"  # coordinator or committee

# %% id="app-open"
import mentorkit as mk

program = mk.open_program(program_path, audience=audience)

# %% id="app-before"
start = mk.screen("start", edit=("commitment.agreed", "commitment.sponsor", "organisation", "considerations", "privacy"), view=mk.readiness)
options = mk.screen(
    "alternatives",
    edit=("alternatives.decision", "alternatives.criteria", "alternatives.options", "alternatives.mixes", "alternatives.weightings", "costs"),
    view=(mk.compare_options, mk.plan_costs),
)
need = mk.screen("need", edit=("goals", "measures", "need", "sign_off"), view=(mk.goals_chain, mk.detectable, mk.dry_run), known=mk.known_items, sign=mk.sign_off)
audiences = mk.screen("audiences", edit=("audiences", "schedule"), view=mk.profile)

# %% id="app-pairs"
pairing = mk.screen("pairing", edit=("pairing.criteria", "pairing.rules", "pairing.policy", "pairing.required_pairs", "pairing.excluded_pairs"), view=mk.live_pairing(program))

# %% id="app-during"
training_edits = ("training.competencies", "training.modules", "training.budget_hours", "training.sessions", "training.support")
training = mk.screen("training", edit=training_edits, view=mk.plan_training, proposal=mk.propose_training, proposed=training_edits[:2])
steering = mk.screen("steering", edit=("steering.controls", "steering.committee", "steering.contact", "steering.flags"), view=(mk.monitor, mk.plan_calendar))
promised = ("agreed", "sponsor", "process", "outputs", "promises", "recognition", "stakeholders", "risks", "decisions_requested")
commitment = mk.screen("commitment", edit=tuple(f"commitment.{part}" for part in promised), view=mk.commitment)

# %% id="app-after"
evaluation = mk.screen("evaluation", edit=("measures", "evaluation"), view=mk.evaluate, known=mk.known_items)
portfolio = mk.screen("portfolio", view=lambda draft: programs_dir and mk.portfolio(programs_dir, language=draft.intent.language))

# %% id="app-screens"
mk.app(program, start, options, need, audiences, pairing, training, steering, commitment, evaluation, portfolio, people=mk.read_people)
