from kafka import KafkaProducer
producer = KafkaProducer(bootstrap_servers='localhost:9092')

# Send a payment event
producer.send('payment_topic', b'Payment processed for order 123')
producer.wait()
