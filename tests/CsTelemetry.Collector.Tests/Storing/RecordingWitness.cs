using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Notes from where on the log still had everything when it was called; can fail as a full disk does.</summary>
internal sealed class RecordingWitness(StorePipeline pipeline, bool fails = false) : IRetirementWitness
{
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _fails = fails;

    /// <summary>Gets what ends with the first failure.</summary>
    internal Task Failed => _failed.Task;

    internal List<long> FirstSequences { get; } = [];

    internal void Mend() => _fails = false;

    public async Task BeforeRetirementAsync(CancellationToken cancellationToken)
    {
        if (_fails)
        {
            _failed.TrySetResult();
            throw new IOException("No space left on device.");
        }

        FirstSequences.Add(pipeline.Log.FirstSequence);
        await pipeline.Keeper.BeforeRetirementAsync(cancellationToken);
    }
}
