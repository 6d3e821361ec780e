namespace ProjectBoard.Data;

/// <summary>A card on a board.</summary>
internal sealed record Card(int Id, int BoardId, string Title, string Column, IReadOnlyList<Comment> Comments)
{
    public const string ToDo = "To do";
    public const string Done = "Done";
}
