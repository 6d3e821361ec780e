namespace CsTelemetry.Benchmarks.Track;

/// <summary>Runs calls in bursts, on one thread or several, and measures each burst on its own thread.</summary>
internal sealed class Bursts(int threads, int count, int calls)
{
    /// <summary>How many calls precede each burst unmeasured, for the thread has just slept and its caches are cold.</summary>
    private const int CallsToWakeUp = 40;

    /// <param name="call">What is measured; it gets the number of the call.</param>
    /// <param name="between">What happens between two bursts, unmeasured.</param>
    public Figure Run(Action<int> call, Action between)
    {
        var costs = Enumerable.Range(0, threads).Select(_ => new List<ThreadCost>(count)).ToList();
        var workers = costs.ConvertAll(own => new Thread(() => Work(call, between, own)));
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return Figure.Of(costs.SelectMany(own => own).ToList(), calls);
    }

    private void Work(Action<int> call, Action between, List<ThreadCost> costs)
    {
        for (var burst = 0; burst < count; burst++)
        {
            between();
            for (var i = 0; i < CallsToWakeUp; i++)
            {
                call(i);
            }

            var before = ThreadCost.Now;
            for (var i = 0; i < calls; i++)
            {
                call(i);
            }

            costs.Add(ThreadCost.Now - before);
        }
    }
}
