using CsTelemetry.Exporting;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>A way to the collector that gives the outcomes of a script, the last one for ever.</summary>
internal sealed class ScriptedCalls(params CallOutcome[] script) : ICallTransport
{
    public static CallOutcome Took { get; } = CallOutcome.Answered([]);

    public List<byte[]> Frames { get; } = [];

    public CallOutcome[] Script { get; set; } = script;

    public Task<CallOutcome> CallAsync(CollectorMethod method, ReadOnlyMemory<byte> frame, CancellationToken abort)
    {
        Frames.Add(frame.ToArray());
        var outcome = Script[0];
        Script = Script.Length > 1 ? Script[1..] : Script;
        return Task.FromResult(outcome);
    }

    public static CallOutcome Failed(PathFinding path) => CallOutcome.Failed(path, path.ToString(), mayHaveArrived: path != PathFinding.Unreachable);

    public void Dispose()
    {
    }
}
