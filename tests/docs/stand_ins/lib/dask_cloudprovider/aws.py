"""Stands in for Amazon's containers: takes some words of `FargateCluster` of dask-cloudprovider 2025.9.0, and works here."""

from distributed import LocalCluster


class FargateCluster(LocalCluster):
    def __init__(
        self,
        *,
        image,
        n_workers,
        worker_cpu,
        worker_mem,
        worker_nthreads,
        fargate_spot,
        fargate_use_private_ip,
        vpc,
        security_groups,
    ):
        super().__init__(
            n_workers=n_workers,
            threads_per_worker=worker_nthreads,
            processes=False,
            protocol="tcp://",
            dashboard_address=None,
        )
