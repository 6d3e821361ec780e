namespace CsTelemetry.Collector.Admitting;

/// <summary>
/// Fills at a rate up to a depth. Whoever comes takes what they need while anything is in it, if need be on credit: so a
/// batch larger than the depth passes once in a while, and the average holds. Not thread-safe; takes its clock reading.
/// </summary>
internal sealed class TokenBucket
{
    private double _perSecond;
    private double _depth;
    private double _level;
    private TimeSpan _filledAt;

    /// <param name="perSecond">The rate; 0 for no limit.</param>
    /// <param name="burst">How many seconds' worth it holds. It begins full.</param>
    /// <param name="now">The time since any fixed moment.</param>
    public TokenBucket(double perSecond, TimeSpan burst, TimeSpan now)
    {
        (_perSecond, _depth, _filledAt) = (perSecond, perSecond * burst.TotalSeconds, now);
        _level = _depth;
    }

    private bool HasLimit => _perSecond > 0;

    /// <summary>Takes another rate and depth. A debt stays, and so does what is in it as far as it fits.</summary>
    public void Change(double perSecond, TimeSpan burst, TimeSpan now)
    {
        Fill(now);
        var wasUnlimited = !HasLimit;
        (_perSecond, _depth) = (perSecond, perSecond * burst.TotalSeconds);
        _level = wasUnlimited ? _depth : Math.Min(_level, _depth);
    }

    /// <summary>Tells how long it takes until something is in it; zero if there is.</summary>
    public TimeSpan WaitAt(TimeSpan now)
    {
        if (!HasLimit)
        {
            return TimeSpan.Zero;
        }

        Fill(now);

        // One token more than the debt: at exactly zero it is still empty.
        return _level > 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _level) / _perSecond);
    }

    /// <summary>Takes so much, into debt if need be.</summary>
    public void Take(double amount) => _level -= HasLimit ? amount : 0;

    private void Fill(TimeSpan now)
    {
        // A clock never goes back here, but two readings may come out of order.
        var elapsed = Math.Max(0, (now - _filledAt).TotalSeconds);
        _level = Math.Min(_depth, _level + (elapsed * _perSecond));
        _filledAt = now > _filledAt ? now : _filledAt;
    }
}
