namespace ProjectBoard.Data;

/// <summary>Keeps all tenants' boards in memory. Safe for any number of threads.</summary>
internal sealed class Workspaces
{
    private readonly Lock _gate = new();
    private readonly List<Card> _cards = [];

    private readonly List<Board> _boards =
    [
        new(1, "acme", "Website", GreetsNewCards: true),
        new(2, "acme", "Hiring", GreetsNewCards: false),
        new(3, "globex", "Launch", GreetsNewCards: false),
    ];

    public IReadOnlyList<Tenant> Tenants { get; } =
    [
        new("acme", "Acme Corp.", "team", 12, new DateTime(2027, 3, 31)),
        new("globex", "Globex", "enterprise", 80, new DateTime(2027, 9, 30)),
    ];

    public IReadOnlyList<Person> People { get; } =
    [
        new("ann", "Ann", "admin", "acme"),
        new("bob", "Bob", "member", "acme"),
        new("cyd", "Cyd", "viewer", "acme"),
        new("dee", "Dee", "admin", "globex"),
    ];

    public IReadOnlyList<Board> BoardsOf(string tenantId) => Read(() => _boards.Where(board => board.TenantId == tenantId).ToList());

    public Board? BoardOf(string tenantId, int id) => Read(() => _boards.Find(board => board.Id == id && board.TenantId == tenantId));

    public IReadOnlyList<Card> CardsOn(int boardId) => Read(() => _cards.Where(card => card.BoardId == boardId).ToList());

    public Card Add(int boardId, string title) => Read(() =>
    {
        var card = new Card(_cards.Count + 1, boardId, title, Card.ToDo, []);
        _cards.Add(card);
        return card;
    });

    /// <summary>Changes a card of the tenant's; null when the tenant has no such card.</summary>
    public Card? Change(string tenantId, int cardId, Func<Card, Card> change) => Read(() =>
    {
        var at = _cards.FindIndex(card => card.Id == cardId && _boards.Exists(board => board.Id == card.BoardId && board.TenantId == tenantId));
        return at < 0 ? null : _cards[at] = change(_cards[at]);
    });

    public void SetGreeting(string tenantId, int boardId, bool greets) => Read(() =>
    {
        var at = _boards.FindIndex(board => board.Id == boardId && board.TenantId == tenantId);
        return at < 0 ? null : _boards[at] = _boards[at] with { GreetsNewCards = greets };
    });

    public IReadOnlyList<Card> Search(string tenantId, string words) => Read(() => _cards
        .Where(card => card.Title.Contains(words, StringComparison.OrdinalIgnoreCase) && _boards.Exists(board => board.Id == card.BoardId && board.TenantId == tenantId))
        .ToList());

    private T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
