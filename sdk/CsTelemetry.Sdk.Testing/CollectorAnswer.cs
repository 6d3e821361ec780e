using CsTelemetry.Testing.Serving;

namespace CsTelemetry.Testing;

/// <summary>Says how a fake collector answers a call. Immutable.</summary>
public sealed class CollectorAnswer
{
    private CollectorAnswer(AnswerForm form, TimeSpan delay = default)
    {
        Form = form;
        Delay = delay;
    }

    /// <summary>Gets the answer of a collector that is well: it takes the batch in, or recognises it.</summary>
    public static CollectorAnswer Accept { get; } = new(AnswerForm.Accept);

    /// <summary>Gets UNAUTHENTICATED: the key is unknown. A client does not send the batch again.</summary>
    public static CollectorAnswer Unauthenticated { get; } = new(AnswerForm.Unauthenticated);

    /// <summary>Gets no answer: the request is left unread until the client gives up or the collector is disposed.</summary>
    public static CollectorAnswer Hang { get; } = new(AnswerForm.Hang);

    /// <summary>Gets a reset of the stream, or of the connection for HTTP/1.1, before the batch is read.</summary>
    public static CollectorAnswer Reset { get; } = new(AnswerForm.Reset);

    /// <summary>Gets a lie: a reply that looks right and ends without a status, from a collector that took nothing in. Over HTTP/1.1, 200 with an empty body.</summary>
    public static CollectorAnswer OkWithoutTrailers { get; } = new(AnswerForm.OkWithoutTrailers);

    /// <summary>Gets a batch that is taken in and an answer that gets lost: a client sends the batch again, and it is recognised.</summary>
    public static CollectorAnswer LoseReply { get; } = new(AnswerForm.LoseReply);

    internal AnswerForm Form { get; }

    internal TimeSpan Delay { get; }

    internal IReadOnlyList<int> Rejected { get; private init; } = [];

    internal RejectionCode Code { get; private init; }

    /// <summary>Makes UNAVAILABLE: nothing is taken in.</summary>
    /// <param name="retryAfter">How long the client is asked to wait; zero to leave that to it. Over HTTP/1.1 rounded up to whole seconds.</param>
    /// <returns>The answer.</returns>
    public static CollectorAnswer Unavailable(TimeSpan retryAfter = default) => new(AnswerForm.Unavailable, retryAfter);

    /// <summary>Makes RESOURCE_EXHAUSTED: nothing is taken in.</summary>
    /// <param name="retryAfter">How long the client is asked to wait; with zero the answer says "too large", and is final.</param>
    /// <returns>The answer.</returns>
    public static CollectorAnswer ResourceExhausted(TimeSpan retryAfter) => new(AnswerForm.ResourceExhausted, retryAfter);

    /// <summary>Makes an acceptance that comes late.</summary>
    /// <param name="delay">How late, by the machine's clock.</param>
    /// <returns>The answer.</returns>
    public static CollectorAnswer Slow(TimeSpan delay) => new(AnswerForm.Accept, delay);

    /// <summary>Makes an acceptance of all events but some.</summary>
    /// <param name="code">Why those are rejected.</param>
    /// <param name="indexes">Their places in the batch, from 0; places beyond the batch are left out.</param>
    /// <returns>The answer.</returns>
    public static CollectorAnswer RejectEvents(RejectionCode code, params int[] indexes)
    {
        ArgumentNullException.ThrowIfNull(indexes);
        return new(AnswerForm.Accept) { Code = code, Rejected = [.. indexes.Distinct().Order()] };
    }
}
