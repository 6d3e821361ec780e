using System.Threading.Channels;

namespace ProjectBoard.Automations;

/// <summary>Holds jobs until the runner takes them; a full queue holds up who adds to it.</summary>
internal sealed class AutomationQueue
{
    private readonly Channel<AutomationJob> _jobs = Channel.CreateBounded<AutomationJob>(1_000);

    public ValueTask AddAsync(AutomationJob job) => _jobs.Writer.WriteAsync(job);

    public IAsyncEnumerable<AutomationJob> TakeAllAsync(CancellationToken cancellationToken) => _jobs.Reader.ReadAllAsync(cancellationToken);
}
