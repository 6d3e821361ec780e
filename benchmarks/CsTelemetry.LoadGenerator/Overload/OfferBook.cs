using CsTelemetry.LoadGenerator.Sending;

namespace CsTelemetry.LoadGenerator.Overload;

/// <summary>The clients' own books, in events but for the refusals that are counted in calls as well. Thread-safe.</summary>
internal sealed class OfferBook
{
    private long _sent, _accepted, _refused, _refusedCalls, _withoutRetryInfo, _unanswered, _givenUp;

    public long Sent => Interlocked.Read(ref _sent);

    public long Accepted => Interlocked.Read(ref _accepted);

    public long Refused => Interlocked.Read(ref _refused);

    public long RefusedCalls => Interlocked.Read(ref _refusedCalls);

    public long RefusedWithoutRetryInfo => Interlocked.Read(ref _withoutRetryInfo);

    public long Unanswered => Interlocked.Read(ref _unanswered);

    /// <summary>Gets the events that the clients dropped after their last attempt, or because they had too many waiting.</summary>
    public long GivenUp => Interlocked.Read(ref _givenUp);

    public bool Balances => Sent == Accepted + Refused && Unanswered == 0;

    public void Answered(int events, Answer answer)
    {
        Interlocked.Add(ref _sent, events);
        if (answer.Response is { } response)
        {
            Interlocked.Add(ref _accepted, response.AcceptedCount);
        }
        else if (answer.Status == Answer.None.Status)
        {
            Interlocked.Add(ref _unanswered, events);
        }
        else
        {
            Interlocked.Add(ref _refused, events);
            Interlocked.Increment(ref _refusedCalls);
            Interlocked.Add(ref _withoutRetryInfo, answer.RetryAfter is null ? 1 : 0);
        }
    }

    public void GaveUp(int events) => Interlocked.Add(ref _givenUp, events);
}
