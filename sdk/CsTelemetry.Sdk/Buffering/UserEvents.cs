using CsTelemetry.Wire;

namespace CsTelemetry.Buffering;

/// <summary>Recognises the events of one user, in one account or, when that is empty, in any.</summary>
internal readonly ref struct UserEvents(ReadOnlySpan<byte> userIdUtf8, ReadOnlySpan<byte> accountIdUtf8)
{
    private readonly ReadOnlySpan<byte> _user = userIdUtf8;
    private readonly ReadOnlySpan<byte> _account = accountIdUtf8;

    public bool Has(in EventKey key) =>
        key.User.SequenceEqual(_user) && (_account.IsEmpty || key.Account.SequenceEqual(_account));
}
