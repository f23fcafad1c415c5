"""Doing what is queued, here and now, as a worker does."""

from unittest import mock

from django_tasks_db.management.commands import db_worker

from accord.notifications import sending


def work_off() -> None:
    """Everything whose time has come; then the queue is empty."""
    worker = db_worker.Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    )
    # A test lives in one transaction, and with it in one connection.
    with mock.patch.object(db_worker, "close_old_connections"):
        worker.run()
    sending._line.close()
