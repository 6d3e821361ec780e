namespace CsTelemetry.Testing.Serving;

/// <summary>Knows the answers to come. Safe for any number of threads.</summary>
internal sealed class AnswerScript
{
    private readonly object _gate = new();
    private readonly Queue<CollectorAnswer> _next = new();
    private CollectorAnswer _standing = CollectorAnswer.Accept;

    public void Enqueue(CollectorAnswer answer, int calls)
    {
        lock (_gate)
        {
            for (var i = 0; i < calls; i++)
            {
                _next.Enqueue(answer);
            }
        }
    }

    public void Set(CollectorAnswer answer)
    {
        lock (_gate)
        {
            _next.Clear();
            _standing = answer;
        }
    }

    public CollectorAnswer Take()
    {
        lock (_gate)
        {
            return _next.TryDequeue(out var answer) ? answer : _standing;
        }
    }
}
