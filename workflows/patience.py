"""How long a workflow waits for what: one table of activity options."""

import os
from datetime import timedelta

from temporalio.common import RetryPolicy
from temporalio.workflow import ActivityCancellationType, ActivityConfig, LocalActivityConfig

_HEARTBEAT = timedelta(seconds=float(os.environ.get("ENTREPOSTO_HEARTBEAT", "10")))

TASK_TIMEOUT = timedelta(seconds=float(os.environ.get("ENTREPOSTO_TASK_TIMEOUT", "10")))
"""Workflow task time-out of children, the same as the setting; tests that kill make it short."""

REMIND = timedelta(days=1)
"""When a person is reminded of a task, of business time, unless the task says otherwise."""

DUE = timedelta(days=2)
"""When a task goes to the customs manager as well, unless it says otherwise."""

SNAPSHOT = LocalActivityConfig(
    start_to_close_timeout=timedelta(seconds=3),
    schedule_to_close_timeout=timedelta(seconds=5),
    retry_policy=RetryPolicy(
        initial_interval=timedelta(milliseconds=200), maximum_interval=timedelta(seconds=1)
    ),
)
"""A row in our own database. After five seconds the same runs as a normal activity:
a waiting local one adds 24 events a minute."""

OURS = ActivityConfig(
    task_queue="imports",
    cancellation_type=ActivityCancellationType.ABANDON,
    start_to_close_timeout=timedelta(seconds=20),
    heartbeat_timeout=_HEARTBEAT,
    retry_policy=RetryPolicy(
        initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=30)
    ),
)
"""Our own database and object store: quick, and back after a restart.

Who stops waiting lets it end by itself: all of it is safe to finish and to repeat.
"""

PRICING = ActivityConfig(**{**OURS, "schedule_to_close_timeout": timedelta(hours=1)})
"""Figures beside a question: where no quote comes, it is asked without them."""

READING = ActivityConfig(
    task_queue="documents",
    cancellation_type=ActivityCancellationType.ABANDON,
    start_to_close_timeout=timedelta(minutes=15),
    heartbeat_timeout=_HEARTBEAT,
    retry_policy=RetryPolicy(
        initial_interval=timedelta(seconds=1), maximum_interval=timedelta(minutes=1)
    ),
)
"""A paper read in a child process; the activity beats while the child works.

Sixty scanned pages may take eight minutes.
"""

PREVIEWING = ActivityConfig(**{**READING, "task_queue": "imports"})
"""A rule pack put to everything that lies in bond: half a minute of both cores for 10,000 lots."""

GOVERNMENT = ActivityConfig(
    task_queue="foreign-trade",
    start_to_close_timeout=timedelta(minutes=2),
    heartbeat_timeout=_HEARTBEAT,
    retry_policy=RetryPolicy(
        initial_interval=timedelta(seconds=1), maximum_interval=timedelta(minutes=15)
    ),
)
"""A government's system: slow, and sometimes away for a weekend.

The activity beats, so that a killed worker costs seconds and not the two minutes.
"""

COURTESY = ActivityConfig(
    task_queue="imports",
    start_to_close_timeout=timedelta(seconds=20),
    retry_policy=RetryPolicy(maximum_attempts=5),
)
"""A message to a person: tried a few times, never waited for."""

OURS_FOREIGN = ActivityConfig(**{**OURS, "task_queue": "foreign-trade"})
"""Our own rows about the government's records: kept where its activities live."""
