"""One programme in, its finished folder out: asks the stages, hands their results to the report, writes the manifest last.

The only place that sees both stages and report. Also the pages over all programmes of a results folder.
"""

from mentorkit.publish.manifest import Manifest, causes_of, code_hash, input_hashes, manifest_of, result_key, save_manifest, verified, verify, versions
from mentorkit.publish.numbers import AUDIENCES, Numbers, numbers_of, publish_numbers
from mentorkit.publish.overview import publish_overview
from mentorkit.publish.prepare import prepare
from mentorkit.publish.unopened import failed_manifest, publish_unopened
from mentorkit.publish.wrap import StagePage, wrap_report
from mentorkit.report.open_points import discreet, discreet_reason, once

__all__ = [
    "AUDIENCES",
    "Manifest",
    "Numbers",
    "StagePage",
    "causes_of",
    "code_hash",
    "discreet",
    "discreet_reason",
    "failed_manifest",
    "input_hashes",
    "manifest_of",
    "numbers_of",
    "once",
    "prepare",
    "publish_numbers",
    "publish_overview",
    "publish_unopened",
    "result_key",
    "save_manifest",
    "verified",
    "verify",
    "versions",
    "wrap_report",
]
