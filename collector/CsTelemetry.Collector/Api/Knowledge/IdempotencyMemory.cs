namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>
/// Gives a call that is repeated under its `Idempotency-Key` the answer that it got first, for 24 hours. The newest thousand answers are kept, in
/// this process: what is asked for under such keys bears repetition by itself, this only spares it. Thread-safe.
/// </summary>
internal sealed class IdempotencyMemory(TimeProvider time)
{
    public const string Header = "Idempotency-Key";
    public const int Capacity = 1000;
    public const int MaxKeyLength = 200;
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Tenant, string Key), Answer> _answers = [];

    /// <summary>Acts, unless the same was done under the same key.</summary>
    /// <param name="request">The call.</param>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="what">Names what is asked for, to the last byte.</param>
    /// <param name="act">Does it. An attempt that throws is not remembered.</param>
    public async Task<IResult> OnceAsync<T>(HttpRequest request, string tenant, string what, Func<Task<T>> act)
    {
        var key = request.Headers[Header].ToString();
        if (key.Length > MaxKeyLength)
        {
            throw new InvalidParameterException(Header, $"It has {key.Length} characters; it may have {MaxKeyLength}.");
        }

        if (key.Length > 0 && Find((tenant, key)) is { } known)
        {
            return known.What == what
                ? TypedResults.Ok((T)known.Value)
                : TypedResults.Problem(
                    statusCode: StatusCodes.Status422UnprocessableEntity,
                    title: "The idempotency key was used for something else.",
                    detail: $"The key \"{key}\" came with another file or other parameters less than 24 hours ago. Use a new one.");
        }

        var value = await act();
        if (key.Length > 0)
        {
            Keep((tenant, key), new Answer(what, value!, time.GetUtcNow()));
        }

        return TypedResults.Ok(value);
    }

    private Answer? Find((string Tenant, string Key) key)
    {
        lock (_gate)
        {
            return _answers.TryGetValue(key, out var answer) && time.GetUtcNow() - answer.At < KeptFor ? answer : null;
        }
    }

    private void Keep((string Tenant, string Key) key, Answer answer)
    {
        lock (_gate)
        {
            _answers[key] = answer;
            if (_answers.Count > Capacity)
            {
                _answers.Remove(_answers.MinBy(pair => pair.Value.At).Key);
            }
        }
    }

    private sealed record Answer(string What, object Value, DateTimeOffset At);
}
