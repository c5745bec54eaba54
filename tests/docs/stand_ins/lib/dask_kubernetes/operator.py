"""Stands in for a cluster of Kubernetes: takes some words of `KubeCluster` of dask-kubernetes 2026.3.0, and works here."""

from distributed import LocalCluster


class KubeCluster(LocalCluster):
    def __init__(self, *, name, image, n_workers, worker_command, resources):
        assert worker_command[:2] == ["dask", "worker"]
        threads = int(worker_command[worker_command.index("--nthreads") + 1])
        super().__init__(
            n_workers=n_workers, threads_per_worker=threads, processes=False, protocol="tcp://", dashboard_address=None
        )
