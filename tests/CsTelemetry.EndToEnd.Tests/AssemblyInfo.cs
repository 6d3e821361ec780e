// One collector at a time: each is two processes with a database, and the machine may have two cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
