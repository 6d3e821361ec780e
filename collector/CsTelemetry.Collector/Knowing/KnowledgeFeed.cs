using System.Collections.Immutable;

namespace CsTelemetry.Collector.Knowing;

/// <summary>
/// Tells whoever listens what has changed, whichever collector wrote it, after <see cref="KnowledgeBook.GetAsync(string, CancellationToken)"/> gives it.
/// What was changed while this collector was not running is told nobody: compare <c>TenantKnowledge.Version</c> at start. Thread-safe.
/// </summary>
internal sealed class KnowledgeFeed
{
    private ImmutableArray<Action<IReadOnlyList<KnowledgeChange>>> _listeners = [];

    /// <summary>Begins to listen; ends when the answer is disposed of.</summary>
    /// <param name="listener">Is called in the order of the changes of one tenant; must be quick, must not throw and must not write knowledge.</param>
    public IDisposable Listen(Action<IReadOnlyList<KnowledgeChange>> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(listener));
        return new Listening(this, listener);
    }

    public void Publish(IReadOnlyList<KnowledgeChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        foreach (var listener in _listeners)
        {
            listener(changes);
        }
    }

    private sealed class Listening(KnowledgeFeed feed, Action<IReadOnlyList<KnowledgeChange>> listener) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref feed._listeners, listeners => listeners.Remove(listener));
    }
}
