namespace Commerce.Infrastructure.Streams.Reviews;

internal sealed class ReviewsSchema : ISchema
{
    public int Order => 220;

    public string Sql => SqlFile.Read("Streams/Reviews/reviews.sql");
}
